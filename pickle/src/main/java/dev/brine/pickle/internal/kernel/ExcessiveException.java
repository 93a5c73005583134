package dev.brine.pickle.internal.kernel;

/**
 * Thrown if a value exceeds a limit while a pickle is decoded or walked. The machine converts it to
 * a {@code LimitException} with the location.
 */
public class ExcessiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Anomaly anomaly;

  /** Creates one; the reason names the limit. */
  public ExcessiveException(String reason) {
    this(Anomaly.MALFORMED, reason);
  }

  /** Creates one for a value that only a hostile file has. */
  public ExcessiveException(Anomaly anomaly, String reason) {
    super(reason, null, false, false);
    this.anomaly = anomaly;
  }

  /** Returns what the value means to a scan. */
  public Anomaly anomaly() {
    return anomaly;
  }

  /** Thrown if a budget of the whole pickle is used up, so that even a scan cannot continue. */
  public static final class Exhausted extends ExcessiveException {
    private static final long serialVersionUID = 1L;

    /** Creates one; the reason names the limit. */
    public Exhausted(String reason) {
      super(reason);
    }
  }
}
