package dev.brine.cli.print;

/** The five numbers that tell most about many. */
public final class Quartiles {
  /** How many there are: shortest, three quarters, longest. */
  public static final int COUNT = 5;

  private Quartiles() {}

  /** What quartile {@code quarter}, from 0 to 4, of lengths is called. */
  public static String name(int quarter) {
    return switch (quarter) {
      case 0 -> "shortest";
      case 1 -> "1st quarter";
      case 2 -> "median";
      case 3 -> "3rd quarter";
      default -> "longest";
    };
  }

  /** The value a quarter, a half … of all are not above; −1 where there are none. */
  public static int of(int[] sorted, int quarter) {
    return sorted.length == 0 ? -1 : sorted[(int) ((sorted.length - 1) * (long) quarter / 4)];
  }
}
