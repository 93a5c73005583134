package dev.brine.pickle.internal.kernel;

/**
 * A value is given what it cannot have. Thrown while a pickle is decoded; the machine turns it into
 * a {@code MalformedException} of kind STATE that names the place.
 */
public final class InvalidStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Anomaly anomaly;

  /** Creates one; the reason names the value and what was wrong. */
  public InvalidStateException(String reason) {
    this(Anomaly.MALFORMED, reason);
  }

  /** Creates one where the attempt says more about the pickle than that it is malformed. */
  public InvalidStateException(Anomaly anomaly, String reason) {
    super(reason, null, false, false);
    this.anomaly = anomaly;
  }

  /** How far a pickle that attempts this strays from an honest one. */
  public Anomaly anomaly() {
    return anomaly;
  }
}
