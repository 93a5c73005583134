package dev.brine.pickle.spi;

import dev.brine.pickle.internal.kernel.Anomaly;

/**
 * Thrown if a known name is called with arguments that would make it do more than build data. The
 * machine converts it to a {@code RefusedException} with the location.
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

  /** Returns how suspicious a pickle with this call is. */
  public Anomaly anomaly() {
    return anomaly;
  }
}
