package dev.brine.cli.print;

/** Text that has to fit. */
public final class Shortened {
  private static final char CUT = '…';

  private Shortened() {}

  /** The text if it fits {@code width} columns, else its beginning and its end. */
  public static String of(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    return text.substring(0, width - 1 - tail) + CUT + text.substring(text.length() - tail);
  }

  /** The text if it fits {@code width} columns, else its beginning. */
  public static String end(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + CUT;
  }
}
