package dev.brine.npy.internal.literal;

/** The text is not a Python literal; says why and at which character. */
public final class LiteralException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  LiteralException(String message, int position) {
    super(message);
    this.position = position;
  }

  /** Characters from the start of the text to where the fault was seen. */
  public int position() {
    return position;
  }
}
