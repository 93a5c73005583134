package dev.brine.cli.print;

/** Text broken into lines. */
public final class Paragraph {
  /** The columns of a terminal. */
  public static final int WIDTH = 80;

  private Paragraph() {}

  /** Breaks at blanks so that no line is wider than 80 columns, where the words allow. */
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
}
