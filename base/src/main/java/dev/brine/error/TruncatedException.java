package dev.brine.error;

/** The bytes end before the value does. */
public final class TruncatedException extends BrineException {
  private static final long serialVersionUID = 1L;

  /** Creates one of kind TRUNCATED. */
  public TruncatedException(Location location, String reason) {
    super(Kind.TRUNCATED, location, reason, null);
  }

  /** Creates one of another kind, where the end of the bytes breaks that part's own rules. */
  public TruncatedException(Kind kind, Location location, String reason) {
    super(kind, location, reason, null);
  }
}
