package dev.brine.pickle;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.MalformedException;
import dev.brine.internal.text.Printable;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PyInt;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Reads the numbers of the text protocols. Only the spellings that Python itself writes are
 * accepted: implementations disagree about {@code 010} and {@code +0}, and a decoder must not
 * guess.
 */
final class TextNumbers {
  private static final long POSITIVE_NAN = 0x7ff8000000000000L;
  private static final long NEGATIVE_NAN = 0xfff8000000000000L;

  /** Text that some version of CPython reads as an int or a float; matching takes linear time. */
  private static final Pattern SOME_NUMBER =
      Pattern.compile(
          "\\s*+[+-]?(?i:inf|infinity|nan|0[xob]_?[0-9a-f_]++"
              + "|[0-9_]*+(\\.[0-9_]*+)?(e[+-]?[0-9_]++)?)[lL]?\\s*+");

  private static final int MOST_DIGITS = 1 << 30;

  private final OpcodeReader reader;
  private final PickleLimits limits;

  private boolean isHopeless;

  /** Whether a line is read to its end before it is rejected. */
  private final boolean isTolerant;

  TextNumbers(OpcodeReader reader, PickleLimits limits, boolean isTolerant) {
    this.isTolerant = isTolerant;
    this.reader = reader;
    this.limits = limits;
  }

  /** Returns the line of an INT, LONG or FLOAT. */
  String line(String opcode) throws IOException {
    isHopeless = false;
    if (isTolerant) {
      String line = reader.line(opcode);
      if (line.length() > limits.digits() + 2L) {
        throw new ExcessiveException(
            opcode + " is longer than " + (limits.digits() + 2L) + " bytes (limit digits)");
      }
      return line;
    }
    return reader.line(Math.min(limits.digits(), MOST_DIGITS) + 2, opcode, "digits");
  }

  /** Returns a decimal int as Python writes it: no plus sign, no leading zero. */
  PyInt integer(String text, String opcode) throws IOException {
    int first = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - first;
    boolean canonical = digits > 0 && (text.charAt(first) != '0' || (digits == 1 && first == 0));
    for (int i = first; canonical && i < text.length(); i++) {
      canonical = isDigit(text.charAt(i));
    }
    if (!canonical) {
      throw notNumber(opcode, text);
    }
    return digits < 19 ? PyInt.of(Long.parseLong(text)) : PyInt.of(new BigInteger(text));
  }

  /**
   * Returns the index of a PUT or GET as Python's {@code int()} reads it, with spaces around it, a
   * plus sign and underscores between digits; -1 if it is not an index.
   */
  static long laxIndex(String line) {
    String text = line.strip();
    int at = text.startsWith("+") ? 1 : text.startsWith("-") ? 1 : 0;
    long index = 0;
    boolean digit = false;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c) && index <= (Long.MAX_VALUE - 9) / 10) {
        index = index * 10 + (c - '0');
        digit = true;
      } else if (c == '_' && digit && i + 1 < text.length()) {
        digit = false;
      } else {
        return -1;
      }
    }
    return digit && (index == 0 || !text.startsWith("-")) ? index : -1;
  }

  /** Returns the index of a PUT or GET: decimal digits, at most 2^63 − 1. */
  long index(String opcode) throws IOException {
    String text = reader.line(64, opcode, "digits");
    long index = 0;
    boolean valid = !text.isEmpty();
    for (int i = 0; valid && i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      valid = digit >= 0 && digit <= 9 && index <= (Long.MAX_VALUE - digit) / 10;
      index = index * 10 + digit;
    }
    if (!valid) {
      throw notNumber(opcode, text);
    }
    return index;
  }

  /** Returns a float as Python writes it. */
  double floating(String text) throws IOException {
    int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    double sign = text.startsWith("-") ? -1 : 1;
    String magnitude = text.substring(first);
    if (magnitude.equals("inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (magnitude.equals("nan")) {
      return Double.longBitsToDouble(sign < 0 ? NEGATIVE_NAN : POSITIVE_NAN);
    }
    if (!isDecimal(magnitude)) {
      throw notNumber("FLOAT", text);
    }
    double value = Double.parseDouble(magnitude);
    if (Double.isInfinite(value)) {
      throw reader.malformedLine(Kind.MALFORMED, "FLOAT " + text + " is larger than any double");
    }
    return sign * value;
  }

  /** Matches digits with at most one decimal point, optionally followed by an exponent. */
  private static boolean isDecimal(String text) {
    int i = 0;
    int digits = 0;
    boolean point = false;
    for (;
        i < text.length() && (isDigit(text.charAt(i)) || (!point && text.charAt(i) == '.'));
        i++) {
      if (text.charAt(i) == '.') {
        point = true;
      } else {
        digits++;
      }
    }
    if (digits == 0 || i == text.length()) {
      return digits > 0;
    }
    if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
      return false;
    }
    i++;
    if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      i++;
    }
    int exponent = i;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i > exponent && i == text.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns whether the last rejected text is not a number in any version of CPython. */
  boolean isHopeless() {
    return isHopeless;
  }

  private MalformedException notNumber(String opcode, String text) {
    // C's strtol stops at a NUL
    int end = text.indexOf('\0');
    isHopeless = !SOME_NUMBER.matcher(end < 0 ? text : text.substring(0, end)).matches();
    return reader.malformedLine(
        Kind.MALFORMED,
        opcode
            + " has '"
            + Printable.escape(text)
            + "', which is not a decimal number as Python writes it");
  }
}
