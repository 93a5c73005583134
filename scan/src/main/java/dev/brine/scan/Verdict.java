package dev.brine.scan;

import dev.brine.pickle.internal.kernel.Anomaly;

/** What a scan says of a file. A verdict only rises, in this order. */
public enum Verdict {
  /** Every name stands in a table and is used as data; nothing is odd. */
  CLEAN,
  /** It cannot be decoded, and nothing worse was seen before the error. */
  MALFORMED,
  /** It cannot be told that it is data only; often an honest file. */
  SUSPICIOUS,
  /** It would do something. */
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
