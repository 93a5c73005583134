package dev.brine.npy.internal.print;

import dev.brine.npy.internal.strided.BinaryFloat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The style in which a float is formatted, like NumPy's {@code format_float_positional} and {@code
 * format_float_scientific}: with the fewest digits, but no more than {@code precision} after the
 * point.
 */
public final class FloatStyle {
  /** No limit for the digits after the point. */
  static final int UNLIMITED = -1;

  private int precision = UNLIMITED;
  private int minDigits;
  private boolean keepsPoint = true;
  private boolean keepsZero;
  private boolean plus;
  private int left;
  private int right;
  private int exponentDigits = 2;

  /** Sets the maximum number of digits after the point. */
  FloatStyle precision(int digits) {
    precision = digits;
    return this;
  }

  /** Sets the exact number of digits after the point, padded with zeros if necessary. */
  FloatStyle digits(int digits) {
    precision = digits;
    minDigits = digits;
    return this;
  }

  /** Writes at least one digit after the point. */
  FloatStyle keepZero() {
    keepsZero = true;
    return this;
  }

  /** Omits a point that no digit follows. */
  FloatStyle dropPoint() {
    keepsPoint = false;
    return this;
  }

  /** Sets whether numbers that are not negative have a plus sign. */
  FloatStyle plus(boolean shown) {
    plus = shown;
    return this;
  }

  /** Pads the parts before and after the point to these widths with blanks. */
  FloatStyle padded(int before, int behind) {
    left = before;
    right = behind;
    return this;
  }

  /** Sets the minimum number of digits of an exponent. */
  FloatStyle exponentDigits(int digits) {
    exponentDigits = Math.max(digits, 2);
    return this;
  }

  private String sign(BinaryFloat value) {
    return value.isNegative() ? "-" : plus ? "+" : "";
  }

  /** Like {@code 123.45}. */
  String positional(BinaryFloat value) {
    BigDecimal digits = value.shortest().stripTrailingZeros();
    if (minDigits > Math.max(digits.scale(), 0) || (precision >= 0 && digits.scale() > precision)) {
      digits = value.exact().setScale(precision, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
    String plain = digits.signum() == 0 ? "0" : digits.toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String fraction = point < 0 ? "" : plain.substring(point + 1);
    String text = joined(sign(value) + whole, fraction);
    return text + " ".repeat(Math.max(0, left + 1 + right - text.length()));
  }

  /** Like {@code 1.2345e+02}. */
  String scientific(BinaryFloat value) {
    BigDecimal digits = value.shortest().stripTrailingZeros();
    int behind = digits.precision() - 1;
    if (minDigits > behind || (precision >= 0 && behind > precision)) {
      MathContext rounding = new MathContext(precision + 1, RoundingMode.HALF_EVEN);
      digits = value.exact().round(rounding).stripTrailingZeros();
    }
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    String all = digits.unscaledValue().toString();
    String text = joined(sign(value) + all.charAt(0), all.substring(1));
    String power = Integer.toString(Math.abs(exponent));
    return text
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, exponentDigits - power.length()))
        + power;
  }

  private String joined(String whole, String fraction) {
    int least = Math.max(minDigits, keepsZero ? 1 : 0);
    String filled = fraction + "0".repeat(Math.max(0, least - fraction.length()));
    return " ".repeat(Math.max(0, left - whole.length()))
        + whole
        + (filled.isEmpty() && !keepsPoint ? "" : "." + filled);
  }

  /**
   * Formats a single float like {@code str()}: positional from 1e-4 to 1e16, 1e6 or 1e3, depending
   * on its size.
   */
  public static String scalar(BinaryFloat value) {
    if (!value.isFinite()) {
      return notFinite(value, false);
    }
    return isPlain(value)
        ? new FloatStyle().keepZero().positional(value)
        : new FloatStyle().dropPoint().scientific(value);
  }

  /** Formats a single float with at most six digits, like C's {@code %g}. */
  public static String sixDigits(BinaryFloat value) {
    if (!value.isFinite()) {
      return notFinite(value, false);
    }
    MathContext six = new MathContext(6, RoundingMode.HALF_EVEN);
    BigDecimal digits = value.exact().round(six).stripTrailingZeros();
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    FloatStyle style = new FloatStyle().dropPoint();
    return exponent < -4 || exponent >= 6
        ? style.precision(5).scientific(value)
        : style.precision(5 - exponent).positional(value);
  }

  /** Formats a single complex number like {@code str()}. */
  public static String scalar(BinaryFloat real, BinaryFloat imag) {
    String i = part(imag, true) + "j";
    return real.isZero() && !real.isNegative()
        ? (i.startsWith("+") ? i.substring(1) : i)
        : "(" + part(real, false) + i + ")";
  }

  private static String part(BinaryFloat value, boolean signed) {
    if (!value.isFinite()) {
      return notFinite(value, signed);
    }
    FloatStyle style = new FloatStyle().dropPoint().plus(signed);
    return isPlain(value) ? style.positional(value) : style.scientific(value);
  }

  private static boolean isPlain(BinaryFloat value) {
    BigDecimal size = value.exact();
    return value.isZero()
        || (size.compareTo(BigDecimal.valueOf(1, 4)) >= 0
            && size.compareTo(BigDecimal.valueOf(1, -value.plainDigits())) < 0);
  }

  /** {@code nan}, {@code inf} or {@code -inf}. */
  static String notFinite(BinaryFloat value, boolean plus) {
    if (value.kind() == BinaryFloat.Kind.NAN) {
      return plus ? "+nan" : "nan";
    }
    return value.isNegative() ? "-inf" : plus ? "+inf" : "inf";
  }
}
