package dev.brine.error;

import org.jspecify.annotations.Nullable;

/** Thrown if the input violates its format or contradicts itself. */
public final class MalformedException extends BrineException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param kind the rules that were violated: MALFORMED, FRAME, ENCODING, STATE, MISMATCH, HEADER
   *     or CONTAINER
   */
  public MalformedException(Kind kind, Location location, String reason) {
    this(kind, location, reason, null);
  }

  /** Creates an exception with a cause. */
  public MalformedException(
      Kind kind, Location location, String reason, @Nullable Throwable cause) {
    super(kind, location, reason, cause);
  }
}
