package dev.brine.convert;

/**
 * How {@link TextRows} reads CSV. Immutable; each {@code with} method returns a changed copy.
 *
 * @param header whether the first row has the names of the columns; {@link Header#DETECT}
 */
public record TextOptions(Header header) {
  /** The defaults. */
  public static final TextOptions DEFAULT = new TextOptions(Header.DETECT);

  /** Whether the first row has the names of the columns. */
  public enum Header {
    /** It has if all of its cells are text and some column below is not text. */
    DETECT,
    PRESENT,
    ABSENT
  }

  /** Returns a copy with this choice of the first row. */
  public TextOptions withHeader(Header value) {
    return new TextOptions(value);
  }
}
