package dev.brine.cli.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints rows of cells in aligned columns. Rows may be printed in batches; the columns of a batch
 * are at least as wide as those of the previous batches.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final String CUT = "…";
  private static final int MIN_SHRUNK = 8;

  /** What to do if a line would be wider than the terminal. */
  public enum Overflow {
    /** Print it anyway. */
    KEEP,
    /** Narrow the widest columns; the middles of their cells are cut out. */
    SHRINK,
    /** Leave out the columns in the middle. */
    DROP,
    /** Leave all columns as they are, however long the lines become. */
    NONE
  }

  private final boolean[] right;
  private final int[] widths;
  private final Overflow overflow;
  private final List<String[]> rows = new ArrayList<>();
  private final boolean hasHeadings;

  private Table(boolean[] right, Overflow overflow, boolean hasHeadings) {
    this.right = right;
    this.widths = new int[right.length];
    this.overflow = overflow;
    this.hasHeadings = hasHeadings;
  }

  /**
   * A table with these headings whose columns shrink to fit the terminal.
   *
   * @param headings one per column; {@code >} before a heading aligns the column to the right
   */
  public static Table of(String... headings) {
    return of(Overflow.SHRINK, headings);
  }

  /** A table with these headings. */
  public static Table of(Overflow overflow, String... headings) {
    boolean[] right = new boolean[headings.length];
    String[] names = new String[headings.length];
    boolean named = false;
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      names[i] = right[i] ? headings[i].substring(1) : headings[i];
      named |= !names[i].isEmpty();
    }
    Table table = new Table(right, overflow, named);
    if (named) {
      table.row(names);
    }
    return table;
  }

  /**
   * A table without headings.
   *
   * @param right which columns are aligned to the right
   */
  public static Table of(boolean[] right, Overflow overflow) {
    return new Table(right.clone(), overflow, false);
  }

  /** A table of {@code count} columns without headings, all aligned to the same side. */
  public static Table of(int count, boolean right, Overflow overflow) {
    boolean[] columns = new boolean[count];
    Arrays.fill(columns, right);
    return new Table(columns, overflow, false);
  }

  /** Adds a row of one cell per column. */
  public void row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(
          "a row needs " + right.length + " cells but has " + cells.length);
    }
    rows.add(cells);
    for (int column = 0; column < cells.length; column++) {
      widths[column] = Math.max(widths[column], cells[column].length());
    }
  }

  /** Whether there are no rows below the headings. */
  public boolean isEmpty() {
    return rows.size() == (hasHeadings ? 1 : 0);
  }

  /**
   * The lines of the rows added since the last call, each followed by a line feed.
   *
   * @param indent before each line
   */
  public String lines(String indent) {
    int room = Paragraph.WIDTH - indent.length();
    int[] shown = overflow == Overflow.SHRINK ? shrunk(room) : widths;
    int head = widths.length;
    int tail = 0;
    if (overflow == Overflow.DROP && width(head, tail) > room) {
      head = 0;
      while (width(head + 1, tail) <= room) {
        head++;
        if (width(head, tail + 1) > room) {
          break;
        }
        tail++;
      }
      head = Math.max(head, 1);
    }
    StringBuilder text = new StringBuilder();
    for (String[] cells : rows) {
      String line = line(indent, cells, shown, head, tail).stripTrailing();
      text.append(overflow == Overflow.DROP ? Paragraph.start(line, Paragraph.WIDTH) : line);
      text.append('\n');
    }
    rows.clear();
    return text.toString();
  }

  private String line(String indent, String[] cells, int[] shown, int head, int tail) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < cells.length; column++) {
      if (column >= head && column < cells.length - tail) {
        line.append(GAP).append(CUT);
        column = cells.length - tail - 1;
        continue;
      }
      String cell = Paragraph.ends(cells[column], shown[column]);
      line.append(column > 0 ? GAP : "");
      line.append(
          right[column] ? Numbers.right(cell, shown[column]) : Numbers.left(cell, shown[column]));
    }
    return line.toString();
  }

  /** The width of a line of the first {@code head} and the last {@code tail} columns. */
  private int width(int head, int tail) {
    int total = head + tail < widths.length ? CUT.length() + GAP.length() : 0;
    for (int column = 0; column < widths.length; column++) {
      if (column < head || column >= widths.length - tail) {
        total += widths[column] + GAP.length();
      }
    }
    return total - GAP.length();
  }

  private int[] shrunk(int room) {
    int[] shown = widths.clone();
    int total = width(widths.length, 0);
    while (total > room) {
      int widest = 0;
      for (int column = 1; column < shown.length; column++) {
        widest = shown[column] > shown[widest] ? column : widest;
      }
      if (shown[widest] <= MIN_SHRUNK) {
        break;
      }
      shown[widest]--;
      total--;
    }
    return shown;
  }

  /** Prints lines of a label and a fact. */
  public static final class Facts {
    private static final int LABEL = 12;
    private static final int GAP = 2;

    private final StringBuilder text = new StringBuilder();
    private final String indent;
    private final int label;

    /** Facts whose lines begin with {@code indent}. */
    public Facts(String indent) {
      this(indent, 0);
    }

    /** Facts with labels of up to {@code widest} characters. */
    public Facts(String indent, int widest) {
      this.indent = indent;
      this.label = Math.max(LABEL, widest + GAP);
    }

    /**
     * Adds a fact. A long fact is wrapped and indented; after a label that is too wide for its
     * column it begins on the next line.
     */
    public void add(String name, String fact) {
      String hanging = indent + " ".repeat(label);
      String wrapped = Paragraph.wrap(fact, hanging);
      if (name.length() > label - GAP) {
        text.append(indent).append(name).append('\n').append(wrapped);
      } else {
        text.append(indent).append(Numbers.left(name, label));
        text.append(wrapped, hanging.length(), wrapped.length());
      }
    }

    /** All lines. */
    @Override
    public String toString() {
      return text.toString();
    }
  }
}
