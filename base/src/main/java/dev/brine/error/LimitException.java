package dev.brine.error;

/** Thrown if a limit that protects memory or time is exceeded; the message names the limit. */
public final class LimitException extends BrineException {
  private static final long serialVersionUID = 1L;

  /** Creates one of kind LIMIT. */
  public LimitException(Location location, String reason) {
    super(Kind.LIMIT, location, reason, null);
  }
}
