package dev.brine.cli.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of cells in columns that line up, printed some at a time: the columns of later rows are at
 * least as wide as those of earlier ones. Where a line must fit the terminal and would not, columns
 * in the middle give way to a {@code …}.
 */
public final class Grid {
  private static final String GAP = "  ";
  private static final String CUT = "…";

  private final boolean[] right;
  private final boolean fit;
  private final int[] widths;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * A grid without rows.
   *
   * @param right which columns have their cells to the right
   * @param fit whether lines must fit the terminal
   */
  public Grid(boolean[] right, boolean fit) {
    this.right = right.clone();
    this.fit = fit;
    this.widths = new int[right.length];
  }

  /** Adds a row of one cell a column. */
  public void row(String[] cells) {
    rows.add(cells);
    for (int column = 0; column < cells.length; column++) {
      widths[column] = Math.max(widths[column], cells[column].length());
    }
  }

  /** The lines of the rows since the last call, each ended by a line feed. */
  public String lines() {
    int head = widths.length;
    int tail = 0;
    if (fit && width(head, tail) > Paragraph.WIDTH) {
      head = 0;
      while (width(head + 1, tail) <= Paragraph.WIDTH) {
        head++;
        if (width(head, tail + 1) > Paragraph.WIDTH) {
          break;
        }
        tail++;
      }
      head = Math.max(head, 1);
    }
    StringBuilder text = new StringBuilder();
    for (String[] cells : rows) {
      line(cells, head, tail, text);
    }
    rows.clear();
    return text.toString();
  }

  /** Of a line with so many of the first and of the last columns. */
  private int width(int head, int tail) {
    int total = head + tail < widths.length ? CUT.length() + GAP.length() : 0;
    for (int column = 0; column < widths.length; column++) {
      if (column < head || column >= widths.length - tail) {
        total += widths[column] + GAP.length();
      }
    }
    return total - GAP.length();
  }

  private void line(String[] cells, int head, int tail, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      if (column >= head && column < cells.length - tail) {
        line.append(GAP).append(CUT);
        column = cells.length - tail - 1;
        continue;
      }
      line.append(column > 0 ? GAP : "");
      line.append(
          right[column]
              ? Numbers.right(cells[column], widths[column])
              : Numbers.left(cells[column], widths[column]));
    }
    text.append(
            fit
                ? Shortened.end(line.toString().stripTrailing(), Paragraph.WIDTH)
                : line.toString().stripTrailing())
        .append('\n');
  }

  /** So many columns, all with their cells to the right, or none. */
  public static boolean[] columns(int count, boolean right) {
    boolean[] columns = new boolean[count];
    Arrays.fill(columns, right);
    return columns;
  }
}
