package dev.brine.pickle.spi;

import dev.brine.pickle.internal.kernel.Anomaly;

/**
 * A known name is called with arguments with which it would do more than build data. The machine
 * turns it into a {@code RefusedException} that names the place.
 */
public final class NotInertException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Anomaly anomaly;

  /** Creates one; the reason says what the call would do. */
  public NotInertException(String reason) {
    this(Anomaly.UNUSUAL, reason);
  }

  /** Creates one where it is known how bad the call would be. */
  public NotInertException(Anomaly anomaly, String reason) {
    super(reason, null, false, false);
    this.anomaly = anomaly;
  }

  /** How far a pickle that asks for this strays from an honest one. */
  public Anomaly anomaly() {
    return anomaly;
  }
}
