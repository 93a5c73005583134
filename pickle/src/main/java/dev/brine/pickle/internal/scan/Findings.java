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
  private long work;

  void add(Finding finding) {
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
    if (list.size() < MOST && seen.add(key)) {
      list.add(finding);
    }
  }

  /** Takes over what a try found; of one that broke, only names and what is worse than broken. */
  void addAll(Findings tried, boolean complete) {
    for (Finding finding : tried.list) {
      if (complete || !finding.name().isEmpty()) {
        add(finding);
      }
    }
    work += tried.work;
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
