package dev.brine.scan;

import dev.brine.error.BrineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the findings of a part in order, without duplicates. Not thread-safe. */
final class Report {
  private static final int MOST = 1_000;

  private final List<Finding> findings = new ArrayList<>();
  private final Set<Finding> seen = new HashSet<>();
  private final SortedSet<String> allowed = new TreeSet<>();
  private Verdict verdict = Verdict.CLEAN;
  private boolean recognised;
  private boolean named;

  /** The number of findings that were not kept. */
  private long dropped;

  /** Returns the highest verdict of all findings, including those beyond the first 1,000. */
  Verdict verdict() {
    return verdict;
  }

  /** Returns the first 1,000 findings, and the first of each that is worse than all before it. */
  List<Finding> findings() {
    return Collections.unmodifiableList(findings);
  }

  /**
   * Returns all findings in the order of the file; if there are more than {@code most}, the worst
   * ones first, and one that counts the rest.
   */
  List<Finding> worst(int most) {
    if (findings.size() <= most && dropped == 0) {
      return findings;
    }
    List<Finding> byVerdict = new ArrayList<>(findings);
    byVerdict.sort(Comparator.comparing(Finding::verdict).reversed());
    List<Finding> worst = new ArrayList<>(byVerdict.subList(0, Math.min(most, byVerdict.size())));
    Verdict least = worst.get(worst.size() - 1).verdict();
    long rest = findings.size() - worst.size() + dropped;
    String why = rest + " more findings that are no worse than these";
    worst.add(new Finding(least, "", "", "", "", -1, 0, why));
    return worst;
  }

  /** Returns whether there was anything that NumPy or a pickle's reader would load. */
  boolean isRecognised() {
    return recognised;
  }

  void recognise() {
    recognised = true;
  }

  /** Returns whether a pickle asked for a name, known or not. */
  boolean hasNames() {
    return named;
  }

  void addName() {
    named = true;
  }

  /** Returns the names in use that only the caller's options allow. */
  SortedSet<String> allowed() {
    return allowed;
  }

  /** Returns whether {@code names} has this name, and then records it as in use. */
  boolean allows(String name, Set<String> names) {
    if (names.contains(name)) {
      allowed.add(name);
    }
    return allowed.contains(name);
  }

  void add(Finding finding) {
    boolean isWorst = finding.verdict().compareTo(verdict) > 0;
    verdict = verdict.or(finding.verdict());
    if (findings.size() >= MOST && !isWorst) {
      dropped++;
    } else if (seen.add(finding.shortened().withoutPlace())) {
      findings.add(finding.shortened());
    }
  }

  void add(Verdict found, ScannedPart part, long offset, String why) {
    add(new Finding(found, part.member(), "", "", "", offset, 0, why));
  }

  /** Reports that a part cannot be read to its end, with the reason. */
  void addFailure(Verdict found, ScannedPart part, IOException failure) {
    if (failure instanceof BrineException known) {
      add(found, part, known.location().offset(), known.reason());
    } else {
      add(found, part, -1, String.valueOf(failure.getMessage()));
    }
  }

  /** Adds the findings of another report. */
  void addAll(Report other) {
    other.findings.forEach(this::add);
    verdict = verdict.or(other.verdict);
    recognised |= other.recognised;
    named |= other.named;
    dropped += other.dropped;
    allowed.addAll(other.allowed);
  }

  /** Adds the findings of another report that are at least this bad. */
  void addWorse(Report other, Verdict least) {
    for (Finding finding : other.findings) {
      if (finding.verdict().compareTo(least) >= 0) {
        add(finding);
      }
    }
    if (other.verdict.compareTo(least) >= 0) {
      verdict = verdict.or(other.verdict);
    }
    allowed.addAll(other.allowed);
  }

  /**
   * Adds the findings of a failed attempt, limited to names as Python writes them, because any text
   * names something when it is read as a pickle.
   */
  void addNames(Report attempt) {
    for (Finding finding : attempt.findings) {
      if (NameRating.isPlain(finding.module()) && NameRating.isPlain(finding.name())) {
        add(finding);
        named = true;
      }
    }
    allowed.addAll(attempt.allowed);
    if (attempt.findings.size() >= MOST) {
      verdict = verdict.or(attempt.verdict); // dropped findings are known only by their verdict
    }
  }
}
