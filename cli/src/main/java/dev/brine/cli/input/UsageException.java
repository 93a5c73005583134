package dev.brine.cli.input;

/** An invalid command line; the message says what to write. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one. */
  public UsageException(String message) {
    super(message);
  }
}
