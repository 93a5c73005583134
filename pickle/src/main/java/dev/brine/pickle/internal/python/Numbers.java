package dev.brine.pickle.internal.python;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Builds {@code decimal.Decimal} and {@code fractions.Fraction}. */
enum Numbers implements PickleType {
  DECIMAL,
  FRACTION;

  @Override
  public Construction construct(Call call) {
    return Construction.complete(
        switch (this) {
          case DECIMAL -> DecimalText.parse(call);
          case FRACTION -> fraction(call);
        });
  }

  /** Accepts the text {@code n/d}, as Python writes it up to 3.10, or two ints, as from 3.11 on. */
  private static PyNumber.Fraction fraction(Call call) {
    if (call.count() == 2) {
      return fraction(
          call, Arguments.integer(call, 0).bigValue(), Arguments.integer(call, 1).bigValue());
    }
    if (call.count() != 1) {
      throw call.invalid("takes 'n/d', or two ints");
    }
    if (call.argument(0) instanceof PyInt whole) {
      return fraction(call, whole.bigValue(), BigInteger.ONE);
    }
    String text = Arguments.text(call, 0);
    if (text.length() > call.digits()) {
      throw tooLong(call);
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return fraction(call, whole(call, text, 0, slash), whole(call, text, slash + 1, -1));
    }
    return isInteger(text, 0, text.length())
        ? fraction(call, new BigInteger(text), BigInteger.ONE)
        : decimal(call, text);
  }

  private static PyNumber.Fraction decimal(Call call, String text) {
    DecimalText decimal = DecimalText.of(text);
    if (decimal == null || !decimal.isFinite()) {
      throw call.invalid("its text is not a fraction");
    }
    if (Math.abs(decimal.exponent()) > call.digits()) {
      throw tooLong(call);
    }
    BigDecimal value = new BigDecimal(decimal.toString());
    return fraction(
        call,
        value.scaleByPowerOfTen(Math.max(value.scale(), 0)).toBigIntegerExact(),
        BigInteger.TEN.pow(Math.max(value.scale(), 0)));
  }

  private static PyNumber.Fraction fraction(
      Call call, BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw call.invalid("its denominator must not be zero");
    }
    long bits = Math.max(numerator.bitLength(), denominator.bitLength());
    if (bits > call.digits() * 4L) {
      throw tooLong(call);
    }
    // Reducing takes quadratic time, so it is charged as if it used memory.
    call.budget().charge(bits / 4 + (bits / 64) * (bits / 64) * 16);
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    return new PyNumber.Fraction(numerator.divide(common), denominator.divide(common));
  }

  private static BigInteger whole(Call call, String text, int from, int to) {
    int end = to < 0 ? text.length() : to;
    if (!isInteger(text, from, end)) {
      throw call.invalid("its text is not a fraction");
    }
    return new BigInteger(text.substring(from, end));
  }

  private static boolean isInteger(String text, int from, int to) {
    int first = from < to && text.charAt(from) == '-' ? from + 1 : from;
    for (int i = first; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return first < to;
  }

  private static ExcessiveException tooLong(Call call) {
    return new ExcessiveException(
        "a Fraction of more than " + call.digits() + " digits (limit digits)");
  }

  /**
   * The text of a Decimal, taken apart and written as Python's {@code str} does (the to-scientific-
   * string of the General Decimal Arithmetic specification). An exponent stays a number of its own.
   *
   * @param negative whether it has a minus sign
   * @param special Infinity, NaN or sNaN, or empty
   * @param digits the coefficient, or what follows NaN
   * @param exponent the power of ten by which the coefficient is multiplied
   */
  record DecimalText(boolean negative, String special, String digits, long exponent) {
    /** The largest exponent that Python's decimal has. */
    private static final long LARGEST_EXPONENT = 999_999_999_999_999_999L;

    static PyNumber.Decimal parse(Call call) {
      if (call.count() != 1) {
        throw call.invalid("takes its text");
      }
      String text = Arguments.text(call, 0);
      if (text.length() > call.digits() + 32L) {
        throw new ExcessiveException(
            "a Decimal of more than " + call.digits() + " digits (limit digits)");
      }
      DecimalText decimal = of(text);
      if (decimal == null) {
        throw call.invalid("its text is not a decimal number");
      }
      call.budget().charge(2L * text.length());
      return new PyNumber.Decimal(decimal.toString());
    }

    /** Parses the text; null if it is not a decimal number. */
    static @Nullable DecimalText of(String text) {
      int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
      boolean negative = text.startsWith("-");
      if (start < text.length() && Character.isLetter(text.charAt(start))) {
        return special(text.substring(start), negative);
      }
      StringBuilder digits = new StringBuilder(text.length());
      long exponent = 0;
      boolean point = false;
      int i = start;
      for (; i < text.length(); i++) {
        char c = text.charAt(i);
        if (isDigit(c)) {
          digits.append(c);
          exponent -= point ? 1 : 0;
        } else if (c == '.' && !point) {
          point = true;
        } else {
          break;
        }
      }
      if (digits.length() == 0) {
        return null;
      }
      if (i < text.length()) {
        Long written = exponent(text, i);
        if (written == null) {
          return null;
        }
        exponent += written;
      }
      return Math.abs(exponent) > LARGEST_EXPONENT
          ? null
          : new DecimalText(negative, "", withoutZeros(digits.toString()), exponent);
    }

    private static @Nullable DecimalText special(String text, boolean negative) {
      String small = text.toLowerCase(java.util.Locale.ROOT);
      if (small.equals("inf") || small.equals("infinity")) {
        return new DecimalText(negative, "Infinity", "", 0);
      }
      String name = small.startsWith("snan") ? "sNaN" : small.startsWith("nan") ? "NaN" : null;
      if (name == null) {
        return null;
      }
      String payload = small.substring(name.length());
      for (int i = 0; i < payload.length(); i++) {
        if (!isDigit(payload.charAt(i))) {
          return null;
        }
      }
      String shown = payload.isEmpty() ? "" : withoutZeros(payload);
      return new DecimalText(negative, name, shown.equals("0") ? "" : shown, 0);
    }

    /** Returns what follows E, which is at {@code at}; null if that is no exponent. */
    private static @Nullable Long exponent(String text, int at) {
      if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
        return null;
      }
      int first = at + 1;
      boolean signed =
          first < text.length() && (text.charAt(first) == '-' || text.charAt(first) == '+');
      int digit = signed ? first + 1 : first;
      long exponent = 0;
      for (int i = digit; i < text.length(); i++) {
        if (!isDigit(text.charAt(i)) || exponent > LARGEST_EXPONENT) {
          return null;
        }
        exponent = exponent * 10 + text.charAt(i) - '0';
      }
      if (digit == text.length()) {
        return null;
      }
      return signed && text.charAt(first) == '-' ? -exponent : exponent;
    }

    boolean isFinite() {
      return special.isEmpty();
    }

    @Override
    public String toString() {
      String sign = negative ? "-" : "";
      if (!isFinite()) {
        return sign + special + digits;
      }
      long shown = exponent + digits.length() - 1;
      if (exponent > 0 || shown < -6) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return sign + digits.charAt(0) + fraction + (shown < 0 ? "E" : "E+") + shown;
      }
      int point = digits.length() + (int) exponent;
      if (exponent == 0) {
        return sign + digits;
      }
      return point > 0
          ? sign + digits.substring(0, point) + "." + digits.substring(point)
          : sign + "0." + "0".repeat(-point) + digits;
    }

    private static String withoutZeros(String digits) {
      int first = 0;
      while (first < digits.length() - 1 && digits.charAt(first) == '0') {
        first++;
      }
      return digits.substring(first);
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
