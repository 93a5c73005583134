package dev.brine.internal.tar;

/** Whole numbers in text as Python's {@code int(text, base)} accepts them. */
final class PythonInts {
  private PythonInts() {}

  /**
   * Parses ASCII text: blanks around the number, a sign, {@code 0o} in base 8, and single
   * underscores between digits are allowed; no text at all is 0 in base 8, as in tar headers.
   *
   * @return {@link TarHeader#IMPOSSIBLE} if Python would raise, or the number needs over 63 bits
   */
  static long parse(byte[] text, int from, int to, int base) {
    int at = from;
    int end = to;
    while (at < end && isBlank(text[at])) {
      at++;
    }
    while (end > at && isBlank(text[end - 1])) {
      end--;
    }
    if (at == end) {
      return base == 8 ? 0 : TarHeader.IMPOSSIBLE;
    }
    boolean negative = text[at] == '-';
    if (negative || text[at] == '+') {
      at++;
    }
    boolean separated = true; // whether an underscore may not come next
    if (base == 8 && end - at > 2 && text[at] == '0' && (text[at + 1] | 0x20) == 'o') {
      at += 2;
      separated = false;
    }
    long value = 0;
    boolean any = false;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (text[at] == '_' && !separated) {
        separated = true;
      } else if (digit < 0 || digit >= base || value > (Long.MAX_VALUE - digit) / base) {
        return TarHeader.IMPOSSIBLE;
      } else {
        value = value * base + digit;
        separated = false;
        any = true;
      }
    }
    if (!any || separated) {
      return TarHeader.IMPOSSIBLE;
    }
    return negative ? -value : value;
  }

  /** Whether {@code str.strip} removes it. */
  private static boolean isBlank(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r') || (b >= 0x1c && b <= 0x1f);
  }
}
