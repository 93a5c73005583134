package dev.brine.scan;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The result of scanning one file.
 *
 * @param file its name
 * @param form its format, recognized by its bytes
 * @param verdict the highest of all findings, or CLEAN. A file of form OTHER is MALFORMED: no
 *     reader of pickles or arrays can read it
 * @param findings the findings in file order; if there are more than 100, the worst ones, worst
 *     first, and one that counts the rest
 * @param allowed the names in it that are known only because the caller allows them ({@link
 *     ScanOptions#allowed})
 */
public record FileScan(
    String file, Form form, Verdict verdict, List<Finding> findings, SortedSet<String> allowed) {

  /** Keeps copies of the findings and of the names. */
  public FileScan {
    findings = List.copyOf(findings);
    allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
  }

  /**
   * Returns whether every name in the file is a known data type used as data, and nothing else is
   * suspicious.
   */
  public boolean isClean() {
    return verdict == Verdict.CLEAN;
  }
}
