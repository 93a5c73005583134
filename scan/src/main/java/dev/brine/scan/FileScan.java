package dev.brine.scan;

import java.util.List;

/**
 * What a scan says of one file.
 *
 * @param file its name
 * @param form what it is, by its bytes
 * @param verdict the highest of all findings, or CLEAN. A file of form OTHER is MALFORMED: nothing
 *     that reads pickles or arrays can read it
 * @param findings in the order of the file; of more than 100 the worst, the worst first, and one
 *     that counts the rest
 */
public record FileScan(String file, Form form, Verdict verdict, List<Finding> findings) {

  /** Keeps a copy of the findings. */
  public FileScan {
    findings = List.copyOf(findings);
  }

  /** Returns whether every name in it stands in a table and is used as data, and nothing is odd. */
  public boolean isClean() {
    return verdict == Verdict.CLEAN;
  }
}
