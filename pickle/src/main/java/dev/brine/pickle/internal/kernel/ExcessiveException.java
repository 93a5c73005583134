package dev.brine.pickle.internal.kernel;

/**
 * A value would cost more than a limit allows. Thrown while a pickle is decoded or walked; the
 * machine turns it into a {@code LimitException} that names the place.
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

  /** What the value means to a scan. */
  public Anomaly anomaly() {
    return anomaly;
  }

  /** A budget of the whole pickle is used up, so that not even a scan can go on. */
  public static final class Exhausted extends ExcessiveException {
    private static final long serialVersionUID = 1L;

    /** Creates one; the reason names the limit. */
    public Exhausted(String reason) {
      super(reason);
    }
  }
}
