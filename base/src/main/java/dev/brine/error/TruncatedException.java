package dev.brine.error;

/** Thrown if the input ends before the value is complete. */
public final class TruncatedException extends BrineException {
  private static final long serialVersionUID = 1L;

  /** Creates one of kind TRUNCATED. */
  public TruncatedException(Location location, String reason) {
    super(Kind.TRUNCATED, location, reason, null);
  }

  /** Creates an exception of another kind, for a part with its own rules about its end. */
  public TruncatedException(Kind kind, Location location, String reason) {
    super(kind, location, reason, null);
  }
}
