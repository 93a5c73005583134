package dev.brine.pickle.value;

/** What a scan says of a file. A verdict only rises, in this order. */
public enum Verdict {
  /** Every name stands in a table and is used as data; nothing is odd. */
  CLEAN,
  /** It cannot be decoded, and nothing worse was seen before the error. */
  MALFORMED,
  /** Nobody here can vouch for it; often an honest file. */
  SUSPICIOUS,
  /** It would do something. */
  DANGEROUS;

  /** The higher of the two. */
  public Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
