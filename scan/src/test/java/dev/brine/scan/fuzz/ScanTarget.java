package dev.brine.scan.fuzz;

import dev.brine.pickle.value.PickleLimits;
import dev.brine.pickle.value.Verdict;
import dev.brine.scan.Scan;
import dev.brine.scan.report.FileScan;
import dev.brine.scan.report.Finding;
import dev.brine.scan.report.Form;
import dev.brine.scan.report.ScanOptions;

/** Any file has a verdict, which is the highest of its findings. */
public final class ScanTarget {
  private static final PickleLimits LIMITS = PickleLimits.DEFAULT.withHeapBytes(16L << 20);

  private ScanTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    FileScan scan = Scan.of(data, "fuzz", ScanTarget::bounded);
    Verdict highest = scan.form() == Form.OTHER ? Verdict.MALFORMED : Verdict.CLEAN;
    for (Finding finding : scan.findings()) {
      highest = highest.or(finding.verdict());
    }
    if (scan.verdict() != highest) {
      throw new AssertionError("the verdict is " + scan.verdict() + " over " + scan.findings());
    }
  }

  private static ScanOptions bounded(ScanOptions options) {
    return options.withPickle(LIMITS).withTotal(1 << 20, 64).withThreads(1);
  }
}
