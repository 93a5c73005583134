package dev.brine.pickle.internal.kernel;

/**
 * A pickle gives a value a state, item or key that the value cannot have. Thrown while a pickle is
 * decoded; the machine turns it into a {@code MalformedException} of kind STATE that names the
 * place.
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

  /** How suspicious a pickle that attempts this is. */
  public Anomaly anomaly() {
    return anomaly;
  }
}
