package dev.brine.pickle.value;

import java.util.List;

/**
 * What a scan saw, from which its verdict follows.
 *
 * @param verdict the highest of all findings, or CLEAN
 * @param findings in the order they were seen, each name once; 1,000, and the first of each verdict
 *     that is worse than all of them
 * @param facts what the first pickle was made of, as far as it was read
 * @param isPickle whether it is a pickle at all: all of it was read as pickles, or it named
 *     something before it broke. False only where nobody claimed it to be one
 */
public record ScanReport(
    Verdict verdict, List<Finding> findings, PickleFacts facts, boolean isPickle) {

  /** Keeps a copy of the findings. */
  public ScanReport {
    findings = List.copyOf(findings);
  }
}
