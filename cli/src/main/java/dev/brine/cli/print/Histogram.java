package dev.brine.cli.print;

/** A histogram of lengths in ranges of equal width. */
public final class Histogram {
  private static final int BAR = 40;
  private static final int RANGES = 10;

  private final int width;
  private final long[] counts;

  private Histogram(int width, long[] counts) {
    this.width = width;
    this.counts = counts;
  }

  /** The histogram of non-negative lengths; the last range includes all longer ones. */
  public static Histogram of(int[] sorted) {
    int most = sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.98)];
    int width = roundedUp(most / (RANGES - 1) + 1);
    long[] counts = new long[RANGES];
    for (int length : sorted) {
      counts[Math.min(length / width, RANGES - 1)]++;
    }
    return new Histogram(width, counts);
  }

  /** The width of a range; the first begins at 0. */
  public int width() {
    return width;
  }

  /** The number of lengths in each range; the last includes all longer ones. */
  public long[] counts() {
    return counts.clone();
  }

  /** Rounds up to 1, 2 or 5 times a power of ten. */
  private static int roundedUp(int width) {
    int power = 1;
    while (true) {
      for (int step : new int[] {1, 2, 5}) {
        if ((long) step * power >= width || step * power >= 500_000_000) {
          return step * power;
        }
      }
      power *= 10;
    }
  }

  /** One line per range, up to the last one that is not empty. */
  public String lines(String indent) {
    long largest = 1;
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      largest = Math.max(largest, counts[i]);
      last = counts[i] > 0 ? i : last;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= last; i++) {
      String from = Integer.toString(i * width);
      String range =
          i == RANGES - 1 ? from + "+" : width == 1 ? from : from + "-" + ((i + 1) * width - 1);
      int bar = (int) Math.ceil((double) counts[i] * BAR / largest);
      text.append(indent)
          .append(Numbers.right(range, 11))
          .append(Numbers.right(Numbers.grouped(counts[i]), 10))
          .append(bar > 0 ? "  " + "#".repeat(bar) : "")
          .append('\n');
    }
    return text.toString();
  }

  /** Minimum, quartiles and maximum of sorted lengths. */
  public static final class Quartiles {
    /** The number of values: minimum, three quartiles and maximum. */
    public static final int COUNT = 5;

    private Quartiles() {}

    /** The label of quartile {@code quarter}, from 0 to 4. */
    public static String name(int quarter) {
      return switch (quarter) {
        case 0 -> "shortest";
        case 1 -> "1st quarter";
        case 2 -> "median";
        case 3 -> "3rd quarter";
        default -> "longest";
      };
    }

    /** The value of quartile {@code quarter}; −1 if there are no lengths. */
    public static int of(int[] sorted, int quarter) {
      return sorted.length == 0 ? -1 : sorted[(int) ((sorted.length - 1) * (long) quarter / 4)];
    }
  }
}
