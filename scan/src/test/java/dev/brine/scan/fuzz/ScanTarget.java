package dev.brine.scan.fuzz;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.npy.internal.object.NumpyTypes;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import dev.brine.scan.Form;
import dev.brine.scan.Scan;
import dev.brine.scan.ScanOptions;
import dev.brine.scan.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Any file has a verdict, which is the highest of its findings; and a pickle that the decoder
 * refuses is never clean.
 */
public final class ScanTarget {
  private static final PickleLimits LIMITS = PickleLimits.DEFAULT.withHeapBytes(16L << 20);
  private static final PickleOptions STRICT =
      PickleOptions.DEFAULT.withLimits(LIMITS).withTypes(NumpyTypes.INSTANCE);

  private ScanTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    FileScan scan = Scan.of(data, "fuzz", ScanTarget::bounded);
    Verdict highest = scan.form() == Form.OTHER ? Verdict.MALFORMED : Verdict.CLEAN;
    for (Finding finding : scan.findings()) {
      highest = highest.or(finding.verdict());
    }
    check(scan.verdict() == highest, "the verdict is " + scan.verdict() + ": " + scan.findings());
    if (scan.form() == Form.PICKLE) {
      agreesWithDecoder(data, scan.verdict());
    }
  }

  private static void agreesWithDecoder(byte[] data, Verdict verdict) throws IOException {
    try {
      long bytes =
          Pickle.decode(new ByteArrayInputStream(data), Location.MEMORY, 0, STRICT).facts().bytes();
      check(verdict != Verdict.MALFORMED || bytes < data.length, "decoded, but malformed");
    } catch (BrineException e) {
      check(verdict != Verdict.CLEAN || !mustBeSeen(e), "refused, but clean: " + e);
    }
  }

  /**
   * Whether a scan must not be clean either. It need not mind limits, or text that is read with
   * another encoding; and a known class that stands for itself is harmless, though it is no data.
   */
  private static boolean mustBeSeen(BrineException failure) {
    return failure.kind() != Kind.LIMIT
        && failure.kind() != Kind.ENCODING
        && !failure.reason().startsWith("refused to take the class");
  }

  private static ScanOptions bounded(ScanOptions options) {
    return options.withPickle(LIMITS).withTotal(1 << 20, 64).withThreads(1);
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
