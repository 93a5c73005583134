package dev.brine.pickle.type;

/**
 * A known name is called with arguments with which it would do more than build data. The machine
 * turns it into a {@code RefusedException} that names the place.
 */
public final class NotInertException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one; the reason says what the call would do. */
  public NotInertException(String reason) {
    super(reason, null, false, false);
  }
}
