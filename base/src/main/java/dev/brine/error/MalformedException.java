package dev.brine.error;

import org.jspecify.annotations.Nullable;

/** The bytes break the rules of their format, or contradict each other. */
public final class MalformedException extends BrineException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates one.
   *
   * @param kind which rules: MALFORMED, FRAME, ENCODING, STATE, MISMATCH, HEADER or CONTAINER
   */
  public MalformedException(Kind kind, Location location, String reason) {
    this(kind, location, reason, null);
  }

  /** Creates one with the failure that led to it. */
  public MalformedException(
      Kind kind, Location location, String reason, @Nullable Throwable cause) {
    super(kind, location, reason, cause);
  }
}
