package dev.brine.scan;

import dev.brine.pickle.internal.kernel.Anomaly;

/** The result of scanning a file, from best to worst. During a scan, a verdict only rises. */
public enum Verdict {
  /** Every name is a known data type and is used as data; nothing is suspicious. */
  CLEAN,
  /** The file cannot be decoded, and nothing worse was found before the error. */
  MALFORMED,
  /** The file cannot be confirmed to contain only data; it is often honest. */
  SUSPICIOUS,
  /** Loading the file would run code. */
  DANGEROUS;

  /** Returns the higher of the two. */
  public Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  static Verdict of(Anomaly anomaly) {
    return switch (anomaly) {
      case MALFORMED -> MALFORMED;
      case UNUSUAL -> SUSPICIOUS;
      case HARMFUL -> DANGEROUS;
    };
  }
}
