package dev.brine.pickle.internal.kernel;

/**
 * Thrown while decoding if a pickle gives a value a state, item or key that the value cannot have.
 * The machine converts it to a {@code MalformedException} of kind STATE with the location.
 */
public final class InvalidStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Anomaly anomaly;

  /** Creates an exception whose message names the value and what is wrong. */
  public InvalidStateException(String reason) {
    this(Anomaly.MALFORMED, reason);
  }

  /** Creates an exception for an attempt that is worse than malformed. */
  public InvalidStateException(Anomaly anomaly, String reason) {
    super(reason, null, false, false);
    this.anomaly = anomaly;
  }

  /** Returns how suspicious a pickle that attempts this is. */
  public Anomaly anomaly() {
    return anomaly;
  }
}
