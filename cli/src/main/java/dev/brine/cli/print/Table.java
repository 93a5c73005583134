package dev.brine.cli.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in columns, under headings. Columns are as wide as their cells; where a line would
 * be wider than the terminal, the widest columns give way, and their cells lose their middles.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 8;

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;
  private final boolean hasHeadings;

  /**
   * A table of columns with these headings.
   *
   * @param headings one a column; {@code >} before it puts the column's cells to the right
   */
  public Table(String... headings) {
    right = new boolean[headings.length];
    String[] names = new String[headings.length];
    boolean named = false;
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      names[i] = right[i] ? headings[i].substring(1) : headings[i];
      named |= !names[i].isEmpty();
    }
    hasHeadings = named;
    rows.add(names);
  }

  /** Adds a row of one cell a column. */
  public void row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(
          "a row needs " + right.length + " cells but has " + cells.length);
    }
    rows.add(cells);
  }

  /** Whether there are rows. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /**
   * The lines, each ended by a line feed.
   *
   * @param indent before each line
   */
  public String lines(String indent) {
    int[] widths = widths(Paragraph.WIDTH - indent.length());
    StringBuilder text = new StringBuilder();
    for (int i = hasHeadings ? 0 : 1; i < rows.size(); i++) {
      StringBuilder line = new StringBuilder(indent);
      String[] cells = rows.get(i);
      for (int column = 0; column < cells.length; column++) {
        String cell = Shortened.of(cells[column], widths[column]);
        line.append(column > 0 ? GAP : "");
        line.append(
            right[column]
                ? Numbers.right(cell, widths[column])
                : Numbers.left(cell, widths[column]));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int[] widths(int most) {
    int[] widths = new int[right.length];
    int total = (widths.length - 1) * GAP.length();
    for (int column = 0; column < widths.length; column++) {
      for (int i = hasHeadings ? 0 : 1; i < rows.size(); i++) {
        widths[column] = Math.max(widths[column], rows.get(i)[column].length());
      }
      total += widths[column];
    }
    while (total > most) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] > widths[widest] ? column : widest;
      }
      if (widths[widest] <= LEAST) {
        break;
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }
}
