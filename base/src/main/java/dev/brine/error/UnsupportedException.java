package dev.brine.error;

/**
 * Thrown for valid input that Brine does not support, or supports only with an option or library
 * that is absent.
 */
public final class UnsupportedException extends BrineException {
  private static final long serialVersionUID = 1L;

  /** Creates one of kind UNSUPPORTED. */
  public UnsupportedException(Location location, String reason) {
    super(Kind.UNSUPPORTED, location, reason, null);
  }
}
