package dev.brine.convert.internal.table;

/** What cells of CSV spell. */
final class Spelling {
  /** No number that anybody writes is longer, and the time to read one grows with its square. */
  private static final int LONGEST = 1000;

  private Spelling() {}

  /** The kind of a cell; what is no text may stand between spaces. */
  static CellKind kind(CharSequence cell, boolean quoted) {
    int start = 0;
    int end = cell.length();
    while (start < end && isSpace(cell.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(cell.charAt(end - 1))) {
      end--;
    }
    if (start == end) {
      return quoted ? CellKind.QUOTED_EMPTY : CellKind.EMPTY;
    }
    if (end - start > LONGEST || !mayBegin(cell.charAt(start))) {
      return CellKind.TEXT;
    }
    return kind(cell.subSequence(start, end).toString());
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether a number, a bool, a moment or NaT may begin so. */
  private static boolean mayBegin(char c) {
    return switch (c) {
      case '+', '-', '.', '(', 'n', 'N', 'i', 'I', 't', 'T', 'f', 'F' -> true;
      default -> c >= '0' && c <= '9';
    };
  }

  private static CellKind kind(String text) {
    CellKind number = Numerals.kind(text);
    if (number != null) {
      return number;
    }
    return switch (text) {
      case "True", "False", "true", "false", "TRUE", "FALSE" -> CellKind.BOOL;
      case "NaT" -> CellKind.NO_MOMENT;
      default -> Moment.parse(text) == null ? CellKind.TEXT : CellKind.MOMENT;
    };
  }
}
