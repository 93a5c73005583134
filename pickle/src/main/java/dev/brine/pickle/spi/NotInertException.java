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

  /** Creates an exception for a call whose effect is known. */
  public NotInertException(Anomaly anomaly, String reason) {
    super(reason, null, false, false);
    this.anomaly = anomaly;
  }

  /** How suspicious a pickle with this call is. */
  public Anomaly anomaly() {
    return anomaly;
  }
}
