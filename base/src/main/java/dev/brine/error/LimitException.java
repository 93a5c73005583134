package dev.brine.error;

/** A limit that protects memory and time was reached; the reason names the limit. */
public final class LimitException extends BrineException {
  private static final long serialVersionUID = 1L;

  /** Creates one of kind LIMIT. */
  public LimitException(Location location, String reason) {
    super(Kind.LIMIT, location, reason, null);
  }
}
