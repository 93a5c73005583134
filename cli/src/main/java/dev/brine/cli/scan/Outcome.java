package dev.brine.cli.scan;

import dev.brine.scan.FileScan;
import dev.brine.scan.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What came of one file.
 *
 * @param file as the command line or its directory names it
 * @param scan what the scan says, or null where there was none
 * @param failure why the file could not be read, or null
 */
record Outcome(String file, @Nullable FileScan scan, @Nullable String failure) {

  static Outcome of(String file, FileScan scan) {
    return new Outcome(file, scan, null);
  }

  static Outcome failed(String file, String reason) {
    return new Outcome(file, null, reason);
  }

  /** Of a file that nobody loads with NumPy or as a pickle, by its name or its bytes. */
  static Outcome skipped(String file) {
    return new Outcome(file, null, null);
  }

  Verdict verdict() {
    return scan == null ? Verdict.CLEAN : scan.verdict();
  }
}
