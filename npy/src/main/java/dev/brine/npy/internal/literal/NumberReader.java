package dev.brine.npy.internal.literal;

import dev.brine.npy.internal.literal.Literal.Kind;
import dev.brine.pickle.value.PyFloat;
import java.math.BigInteger;

/** Python's unsigned number tokens: ints in four bases with underscores, and floats. */
final class NumberReader {
  /** CPython's own limit for turning text into an int; the cost grows with its square. */
  private static final int MAX_DIGITS = 4300;

  private NumberReader() {}

  static Literal read(Scanner in) throws LiteralException {
    int radix = in.peek() == '0' ? radixOf(in.peek(1)) : 10;
    return radix == 10 ? decimal(in) : radix(in, radix);
  }

  private static int radixOf(int letter) {
    return switch (letter) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  static Literal negate(Literal value) {
    if (value.is(Kind.INT)) {
      return Literal.ofInt(-value.number());
    }
    String text = value.text();
    return Literal.ofText(value.kind(), text.startsWith("-") ? text.substring(1) : "-" + text);
  }

  private static Literal radix(Scanner in, int radix) throws LiteralException {
    int start = in.position();
    in.next();
    in.next();
    if (in.peek() == '_') {
      in.next();
    }
    String digits = digits(in, radix);
    if (digits.isEmpty()) {
      throw new LiteralException("a number without digits", start);
    }
    return toInt(digits, radix, start);
  }

  private static Literal decimal(Scanner in) throws LiteralException {
    int start = in.position();
    String whole = digits(in, 10);
    boolean isFloat = false;
    StringBuilder text = new StringBuilder(whole);
    if (in.peek() == '.') {
      isFloat = true;
      in.next();
      String fraction = digits(in, 10);
      if (whole.isEmpty() && fraction.isEmpty()) {
        throw new LiteralException("no literal", start);
      }
      text.append('.').append(fraction);
    }
    if (in.peek() == 'e' || in.peek() == 'E') {
      isFloat = true;
      in.next();
      text.append('e');
      if (in.peek() == '+' || in.peek() == '-') {
        text.append((char) in.next());
      }
      String exponent = digits(in, 10);
      if (exponent.isEmpty()) {
        throw new LiteralException("an exponent without digits", start);
      }
      text.append(exponent);
    }
    if (isFloat) {
      checkLength(text.length(), start);
      return Literal.ofText(
          Kind.FLOAT, new PyFloat(Double.parseDouble(text.toString())).toString());
    }
    if (whole.charAt(0) == '0' && !isZeros(whole)) {
      throw new LiteralException("leading zeros in a decimal int", start);
    }
    return toInt(whole, 10, start);
  }

  private static boolean isZeros(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** Digits, with single underscores between them left out. */
  private static String digits(Scanner in, int radix) throws LiteralException {
    StringBuilder digits = new StringBuilder();
    while (true) {
      int c = in.peek();
      if (c > 0 && c < 0x80 && Character.digit(c, radix) >= 0) {
        digits.append((char) in.next());
      } else if (c == '_' && digits.length() > 0) {
        in.next();
        int after = in.peek();
        if (after < 0 || after >= 0x80 || Character.digit(after, radix) < 0) {
          throw in.error("an underscore that is not between digits");
        }
      } else {
        return digits.toString();
      }
    }
  }

  private static void checkLength(int digits, int start) throws LiteralException {
    if (digits > MAX_DIGITS) {
      throw new LiteralException("more than " + MAX_DIGITS + " digits", start);
    }
  }

  private static Literal toInt(String digits, int radix, int start) throws LiteralException {
    checkLength(digits.length(), start);
    // 15 digits of any base up to 16 fit; longer ones are rare
    if (digits.length() <= 15) {
      return Literal.ofInt(Long.parseLong(digits, radix));
    }
    BigInteger value = new BigInteger(digits, radix);
    return value.bitLength() < Long.SIZE
        ? Literal.ofInt(value.longValue())
        : Literal.ofText(Kind.BIG_INT, value.toString());
  }
}
