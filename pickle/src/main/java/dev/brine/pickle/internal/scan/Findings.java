package dev.brine.pickle.internal.scan;

import dev.brine.pickle.value.Finding;
import dev.brine.pickle.value.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found so far, each thing once, and how much work it took. */
final class Findings {
  private static final int MOST = 1_000;

  private final List<Finding> list = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private Verdict verdict = Verdict.CLEAN;
  private boolean named;
  private long work;

  void add(Finding finding) {
    boolean isWorst = finding.verdict().compareTo(verdict) > 0;
    verdict = verdict.or(finding.verdict());
    String key =
        finding.verdict()
            + "\n"
            + finding.opcode()
            + "\n"
            + finding.module().length()
            + finding.module()
            + finding.name()
            + "\n"
            + finding.reason();
    if ((isWorst || list.size() < MOST) && seen.add(key)) {
      list.add(finding);
    }
  }

  /** Takes over what a try found. */
  void addAll(Findings tried) {
    for (Finding finding : tried.list) {
      add(finding);
    }
    verdict = verdict.or(tried.verdict);
    named |= tried.named;
    work += tried.work;
  }

  /**
   * Takes over what a try found that broke: what it named on the way, where that is a name as
   * Python has them. Any text names something, read as a pickle.
   */
  void addNames(Findings tried) {
    for (Finding finding : tried.list) {
      boolean plain = NameRating.isPlain(finding.module()) && NameRating.isPlain(finding.name());
      if (plain) {
        add(finding);
        named = true;
      }
    }
    if (tried.list.size() >= MOST) {
      verdict = verdict.or(tried.verdict); // of those that did not fit, nothing else is known
    }
    work += tried.work;
  }

  /** Notes that a name was asked for, whether it is known or not. */
  void named() {
    named = true;
  }

  boolean hasNames() {
    return named;
  }

  void work(long bytes) {
    work += bytes + 64;
  }

  long worked() {
    return work;
  }

  Verdict verdict() {
    return verdict;
  }

  List<Finding> list() {
    return list;
  }
}
