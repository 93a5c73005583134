package dev.brine.cli.print;

/** Fits text into lines: wraps or shortens it. */
public final class Paragraph {
  /** The width of a terminal. */
  public static final int WIDTH = 80;

  private static final char CUT = '…';

  private Paragraph() {}

  /** Wraps at spaces so that no line is wider than 80 columns, unless a single word is. */
  public static String wrap(String text, String indent) {
    StringBuilder lines = new StringBuilder(text.length() + text.length() / 20);
    int column = 0;
    for (int from = 0; from <= text.length(); ) {
      int blank = text.indexOf(' ', from);
      int to = blank < 0 ? text.length() : blank;
      if (column > 0 && column + 1 + to - from > WIDTH) {
        lines.append('\n');
        column = 0;
      }
      lines.append(column == 0 ? indent : " ");
      column += column == 0 ? indent.length() : 1;
      lines.append(text, from, to);
      column += to - from;
      from = to + 1;
    }
    return lines.append('\n').toString();
  }

  /** The text if it fits into {@code width} columns, otherwise its beginning and its end. */
  public static String ends(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    return text.substring(0, width - 1 - tail) + CUT + text.substring(text.length() - tail);
  }

  /** The text if it fits into {@code width} columns, otherwise its beginning. */
  public static String start(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + CUT;
  }
}
