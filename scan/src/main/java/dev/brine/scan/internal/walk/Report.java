package dev.brine.scan.internal.walk;

import dev.brine.error.BrineException;
import dev.brine.pickle.value.Verdict;
import dev.brine.scan.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was found in a part, in order. Not for use by several threads. */
public final class Report {
  private static final int MOST = 1_000;

  private final List<Finding> findings = new ArrayList<>();
  private Verdict verdict = Verdict.CLEAN;
  private boolean recognised;

  /** The highest verdict of all findings, those beyond the first 1,000 included. */
  public Verdict verdict() {
    return verdict;
  }

  /** The first 1,000 findings, and the first of each that is worse than all of them. */
  public List<Finding> findings() {
    return Collections.unmodifiableList(findings);
  }

  /** Whether there was anything that NumPy or a pickle's reader would load. */
  public boolean isRecognised() {
    return recognised;
  }

  void recognise() {
    recognised = true;
  }

  void add(Finding finding) {
    boolean isWorst = finding.verdict().compareTo(verdict) > 0;
    verdict = verdict.or(finding.verdict());
    if (findings.size() < MOST || isWorst) {
      findings.add(finding);
    }
  }

  /** Makes the verdict at least this. */
  void raise(Verdict least) {
    verdict = verdict.or(least);
  }

  void add(Verdict found, Part part, long offset, String why) {
    add(new Finding(found, part.member(), "", "", "", offset, 0, why));
  }

  /** That a part cannot be read to its end, and why. */
  void addFailure(Verdict found, Part part, IOException failure) {
    if (failure instanceof BrineException known) {
      add(found, part, known.location().offset(), known.reason());
    } else {
      add(found, part, -1, String.valueOf(failure.getMessage()));
    }
  }

  /** What the machine found in a pickle. */
  void addPickle(Part part, dev.brine.pickle.value.Finding found) {
    add(
        new Finding(
            found.verdict(),
            part.member(),
            found.module(),
            found.name(),
            found.opcode(),
            found.offset(),
            found.nesting(),
            found.reason()));
  }

  /** Takes over another's findings. */
  void addAll(Report other) {
    recognised |= other.recognised;
    verdict = verdict.or(other.verdict);
    for (Finding finding : other.findings) {
      add(finding);
    }
  }

  /** Takes over what is at least this bad and was not found yet. */
  void addWorse(Report other, Verdict least) {
    for (Finding finding : other.findings) {
      if (finding.verdict().compareTo(least) >= 0 && !findings.contains(finding)) {
        add(finding);
      }
    }
    if (other.verdict.compareTo(least) >= 0) {
      verdict = verdict.or(other.verdict);
    }
  }
}
