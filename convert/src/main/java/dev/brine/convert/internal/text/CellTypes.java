package dev.brine.convert.internal.text;

import org.jspecify.annotations.Nullable;

/** Finds the kind of a CSV cell, and reads numbers as Python and NumPy write them. */
final class CellTypes {
  private static final String LARGEST = "9223372036854775807";
  private static final String LOWEST = "9223372036854775808";
  private static final String LARGEST_UNSIGNED = "18446744073709551615";

  private CellTypes() {}

  /** Returns the kind of a number, or null if the text is not a number. */
  static @Nullable CellKind number(String text) {
    int start = sign(text, 0);
    int digits = digits(text, start);
    if (digits == text.length() && digits > start) {
      // a code such as 00501 is not a number: its zeros count
      return text.charAt(start) == '0' && digits > start + 1 ? CellKind.TEXT : ofInteger(text);
    }
    if (isReal(text)) {
      return CellKind.FLOAT;
    }
    return complex(text) == null ? null : CellKind.COMPLEX;
  }

  /** Returns the kind of an int, which consists of an optional sign and digits. */
  static CellKind ofInteger(String text) {
    int start = sign(text, 0);
    boolean negative = text.charAt(0) == '-';
    while (start < text.length() - 1 && text.charAt(start) == '0') {
      start++;
    }
    if (isAtMost(text, start, negative ? LOWEST : LARGEST)) {
      return CellKind.INT;
    }
    return !negative && isAtMost(text, start, LARGEST_UNSIGNED) ? CellKind.UNSIGNED : CellKind.BIG;
  }

  private static boolean isAtMost(String text, int start, String limit) {
    int length = text.length() - start;
    return length < limit.length()
        || (length == limit.length() && text.substring(start).compareTo(limit) <= 0);
  }

  private static int sign(String text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return signed ? at + 1 : at;
  }

  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean isReal(String text) {
    int start = sign(text, 0);
    if (isWord(text, start)) {
      return true;
    }
    int end = digits(text, start);
    int count = end - start;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = digits(text, end + 1);
      count += fraction - end - 1;
      end = fraction;
    }
    if (count == 0 || end == text.length()) {
      return count > 0;
    }
    int exponent = sign(text, end + 1);
    return (text.charAt(end) == 'e' || text.charAt(end) == 'E')
        && exponent < text.length()
        && digits(text, exponent) == text.length();
  }

  private static boolean isWord(String text, int start) {
    return isWord(text, start, "nan")
        || isWord(text, start, "inf")
        || isWord(text, start, "infinity");
  }

  /** Ignores the case of ASCII letters only; Java would also match a dotless i. */
  private static boolean isWord(String text, int start, String word) {
    if (text.length() - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text.charAt(start + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the nearest double. */
  static double real(String text) {
    if (!isReal(text)) {
      throw new NumberFormatException("not a number");
    }
    int start = sign(text, 0);
    if (!isWord(text, start)) {
      return Double.parseDouble(text);
    }
    if (text.regionMatches(true, start, "nan", 0, 3)) {
      return Double.NaN;
    }
    return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /**
   * Returns the parts of a complex number such as {@code (1+2j)}, {@code 2j}, {@code nan+infj}, or
   * {@code (1+-2j)}, which {@code np.savetxt} writes; null if the text is not a complex number.
   */
  static double @Nullable [] complex(String text) {
    boolean enclosed = text.startsWith("(") && text.endsWith(")");
    String body = enclosed ? text.substring(1, text.length() - 1) : text;
    if (!body.endsWith("j")) {
      return null;
    }
    body = body.substring(0, body.length() - 1);
    if (isReal(body)) {
      return new double[] {0, real(body)};
    }
    int split = split(body);
    String first = body.substring(0, split);
    String second = body.substring(split);
    if (second.startsWith("-") && first.endsWith("+")) {
      first = first.substring(0, first.length() - 1);
    }
    return isReal(first) && isReal(second) ? new double[] {real(first), real(second)} : null;
  }

  /** Returns the index of the sign of the second number. */
  private static int split(String body) {
    for (int i = body.length() - 1; i > 0; i--) {
      char c = body.charAt(i);
      char before = body.charAt(i - 1);
      if ((c == '-' || c == '+') && before != 'e' && before != 'E') {
        return i;
      }
    }
    return 0;
  }

  /** The maximum length of a number, because the time to read one grows with its square. */
  private static final int MAX_LENGTH = 1000;

  /** Returns the kind of a cell. Spaces count only in text. */
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
    if (end - start > MAX_LENGTH || !mayBegin(cell.charAt(start))) {
      return CellKind.TEXT;
    }
    return word(cell.subSequence(start, end).toString());
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /** Returns whether a number, bool, datetime or NaT may begin with this character. */
  private static boolean mayBegin(char c) {
    return switch (c) {
      case '+', '-', '.', '(', 'n', 'N', 'i', 'I', 't', 'T', 'f', 'F' -> true;
      default -> c >= '0' && c <= '9';
    };
  }

  private static CellKind word(String text) {
    CellKind number = number(text);
    if (number != null) {
      return number;
    }
    return switch (text) {
      case "True", "False", "true", "false", "TRUE", "FALSE" -> CellKind.BOOL;
      case "NaT" -> CellKind.NOT_A_TIME;
      default -> IsoDateTime.parse(text) == null ? CellKind.TEXT : CellKind.DATETIME;
    };
  }

  /** The kind of a cell, which depends on its text in CSV and on its type in JSON. */
  enum CellKind {
    /** A missing value. */
    EMPTY(0),
    /** An empty string in quotes. */
    QUOTED_EMPTY(1),
    /** An int that fits int64. */
    INT(2),
    /** An int that fits uint64 only. */
    UNSIGNED(3),
    /** An int that fits neither. */
    BIG(4),
    FLOAT(5),
    /** A JSON string that means NaN or an infinity in a column of numbers. */
    SPECIAL(6),
    COMPLEX(7),
    BOOL(8),
    /** A date, or a date and a time of day. */
    DATETIME(9),
    /** NaT. */
    NOT_A_TIME(10),
    TEXT(11);

    private static final CellKind[] KINDS = values();

    private final byte code;

    CellKind(int code) {
      this.code = (byte) code;
    }

    /** Returns a small number that identifies this kind. */
    byte code() {
      return code;
    }

    /** Returns the kind with this code. */
    static CellKind of(byte code) {
      return KINDS[code];
    }

    /** Returns the bit of this kind in a set of kinds. */
    int bit() {
      return 1 << code;
    }
  }
}
