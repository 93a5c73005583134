package dev.brine.npy.internal.literal;

/** Thrown if a text is not a Python literal; has the reason and the position. */
public final class LiteralException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  LiteralException(String message, int position) {
    super(message);
    this.position = position;
  }

  /** The index of the character at which parsing failed. */
  public int position() {
    return position;
  }
}
