package dev.brine.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the input is malformed, truncated, unsupported, refused or over a limit. The message
 * has the form {@code file!member@offset: what was found, and what to do about it}.
 */
public abstract sealed class BrineException extends IOException
    permits MalformedException,
        TruncatedException,
        UnsupportedException,
        RefusedException,
        LimitException {
  private static final long serialVersionUID = 1L;

  /** The kind of failure, in more detail than the exception's class. */
  public enum Kind {
    /** The input ends before the value is complete. */
    TRUNCATED,
    /** The pickle breaks the rules of its opcodes. */
    MALFORMED,
    /** A pickle frame whose length is wrong, or an opcode that crosses the end of a frame. */
    FRAME,
    /** Text that is not valid in the encoding it claims, or in the one asked for. */
    ENCODING,
    /** Valid, but not handled by Brine, or only with an option or library that is absent. */
    UNSUPPORTED,
    /** A pickle requests a class or function that is not a known data type. */
    REFUSED,
    /** A known constructor receives invalid arguments or an invalid state. */
    STATE,
    /** Two parts of one file contradict each other. */
    MISMATCH,
    /** An invalid .npy header. */
    HEADER,
    /** A zip archive that is damaged or contradicts itself. */
    CONTAINER,
    /** A limit that protects memory and time was reached. */
    LIMIT
  }

  private final Kind kind;
  private final transient Location location;
  private final String reason;

  BrineException(Kind kind, Location location, String reason, @Nullable Throwable cause) {
    super(location + ": " + reason, cause);
    this.kind = kind;
    this.location = location;
    this.reason = reason;
  }

  /** Returns what went wrong. */
  public final Kind kind() {
    return kind;
  }

  /** Returns the file, member and offset at which reading failed. */
  public final Location location() {
    return location;
  }

  /** Returns the message without the location. */
  public final String reason() {
    return reason;
  }
}
