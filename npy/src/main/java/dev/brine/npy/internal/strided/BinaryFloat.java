package dev.brine.npy.internal.strided;

import dev.brine.internal.number.ShortestDecimal;
import dev.brine.internal.number.ShortestDecimal.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A float of any size in parts, for printing: {@code significand * 2^exponent}, infinity or NaN.
 *
 * @param precision the number of bits of the significand in the dtype
 * @param closerBelow whether the next smaller float is closer than the next larger one, as it is
 *     below a power of two
 */
public record BinaryFloat(
    Kind kind,
    boolean isNegative,
    BigInteger significand,
    int exponent,
    int precision,
    boolean closerBelow) {
  private static final int DOUBLE_PRECISION = 53;

  /** Finite, infinite or NaN. */
  public enum Kind {
    FINITE,
    INFINITE,
    NAN
  }

  /**
   * Returns the parts of a float that was widened to a double.
   *
   * @param precision the bits of its significand, including the implicit one: 11, 24 or 53
   * @param minExponent the exponent of the smallest normal value: -14, -126 or -1022
   */
  static BinaryFloat of(double value, int precision, int minExponent) {
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return notFinite(Double.isNaN(value), negative);
    }
    int exponent = Math.max(Math.getExponent(value), minExponent) - (precision - 1);
    long significand = (long) Math.scalb(Math.abs(value), -exponent);
    return finite(negative, significand, exponent, precision, minExponent);
  }

  static BinaryFloat notFinite(boolean nan, boolean negative) {
    return new BinaryFloat(nan ? Kind.NAN : Kind.INFINITE, negative, BigInteger.ZERO, 0, 0, false);
  }

  /** Returns the parts of a finite float; the significand is unsigned. */
  static BinaryFloat finite(
      boolean negative, long significand, int exponent, int precision, int minExponent) {
    boolean closerBelow =
        significand == 1L << (precision - 1) && exponent > minExponent - (precision - 1);
    BigInteger unsigned =
        significand >= 0
            ? BigInteger.valueOf(significand)
            : new BigInteger(Long.toUnsignedString(significand));
    return new BinaryFloat(Kind.FINITE, negative, unsigned, exponent, precision, closerBelow);
  }

  public boolean isFinite() {
    return kind == Kind.FINITE;
  }

  public boolean isZero() {
    return isFinite() && significand.signum() == 0;
  }

  /** The power of ten below which NumPy shows a single float without an exponent. */
  public int plainDigits() {
    return precision == 11 ? 3 : precision == 24 ? 6 : 16;
  }

  /** The magnitude with all digits. */
  public BigDecimal exact() {
    return ShortestDecimal.exact(significand, exponent);
  }

  /** The magnitude with the fewest digits that distinguish it from adjacent floats. */
  public BigDecimal shortest() {
    if (precision != DOUBLE_PRECISION) {
      return ShortestDecimal.of(significand, exponent, closerBelow);
    }
    Decimal decimal = ShortestDecimal.of(Math.scalb(significand.doubleValue(), exponent));
    return BigDecimal.valueOf(decimal.digits(), -decimal.exponent());
  }
}
