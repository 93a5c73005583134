package dev.brine.npy.internal.strided;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A float of any size in parts, to print it: {@code significand * 2^exponent}, infinity or NaN. */
public final class BinaryFloat {
  /** Finite, infinite or NaN. */
  public enum Kind {
    FINITE,
    INFINITE,
    NAN
  }

  private final Kind kind;
  private final boolean negative;
  private final BigInteger significand;
  private final int exponent;
  private final int precision;

  /** Whether the next float below is nearer than the one above: so at most powers of two. */
  private final boolean closerBelow;

  private BinaryFloat(
      Kind kind,
      boolean negative,
      BigInteger significand,
      int exponent,
      int precision,
      boolean closerBelow) {
    this.kind = kind;
    this.negative = negative;
    this.significand = significand;
    this.exponent = exponent;
    this.precision = precision;
    this.closerBelow = closerBelow;
  }

  /**
   * A float that a double holds.
   *
   * @param precision bits of its significand, the implied one included: 11, 24 or 53
   * @param minExponent of its smallest normal value: -14, -126 or -1022
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

  /** A finite float; the significand is unsigned. */
  static BinaryFloat finite(
      boolean negative, long significand, int exponent, int precision, int minExponent) {
    boolean closerBelow =
        significand == 1L << (precision - 1) && exponent > minExponent - (precision - 1);
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(significand));
    return new BinaryFloat(Kind.FINITE, negative, unsigned, exponent, precision, closerBelow);
  }

  public Kind kind() {
    return kind;
  }

  public boolean isFinite() {
    return kind == Kind.FINITE;
  }

  public boolean isNegative() {
    return negative;
  }

  public boolean isZero() {
    return isFinite() && significand.signum() == 0;
  }

  /** Below this power of ten, NumPy shows a single float without an exponent. */
  public int plainDigits() {
    return precision == 11 ? 3 : precision == 24 ? 6 : 16;
  }

  /** The magnitude with all its digits. */
  public BigDecimal exact() {
    return exponent >= 0
        ? new BigDecimal(significand.shiftLeft(exponent))
        // n / 2^p is n * 5^p / 10^p
        : new BigDecimal(significand.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  /**
   * The magnitude in the fewest digits that tell it from its neighbours, the last one nearest to
   * the exact value. Digits are made one by one until what is left is smaller than half the way to
   * a neighbour (Steele and White 1990, as NumPy's Dragon4 does).
   */
  public BigDecimal shortest() {
    if (significand.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exact = exact();
    int first = exact.precision() - exact.scale() - 1;
    // all in quarters of a unit in the last place
    BigInteger rest = significand.shiftLeft(2 + Math.max(exponent, 0));
    BigInteger above = BigInteger.ONE.shiftLeft(1 + Math.max(exponent, 0));
    BigInteger below = closerBelow ? above.shiftRight(1) : above;
    BigInteger scale = BigInteger.ONE.shiftLeft(2 + Math.max(-exponent, 0));
    BigInteger power = BigInteger.TEN.pow(Math.abs(first));
    if (first >= 0) {
      scale = scale.multiply(power);
    } else {
      rest = rest.multiply(power);
      above = above.multiply(power);
      below = below.multiply(power);
    }
    return digits(rest, below, above, scale, first);
  }

  private BigDecimal digits(
      BigInteger value, BigInteger below, BigInteger above, BigInteger scale, int first) {
    // rounding to even takes the boundary itself back to an even significand
    int bound = significand.testBit(0) ? 0 : 1;
    BigInteger digits = BigInteger.ZERO;
    BigInteger rest = value;
    BigInteger low = below;
    BigInteger high = above;
    for (int place = -first; ; place++) {
      BigInteger[] step = rest.divideAndRemainder(scale);
      digits = digits.multiply(BigInteger.TEN).add(step[0]);
      rest = step[1];
      boolean down = rest.compareTo(low) < bound;
      boolean up = scale.compareTo(rest.add(high)) < bound;
      if (down || up) {
        int half = rest.shiftLeft(1).compareTo(scale);
        boolean roundUp = down == up ? half > 0 || (half == 0 && step[0].testBit(0)) : up;
        return new BigDecimal(roundUp ? digits.add(BigInteger.ONE) : digits, place);
      }
      rest = rest.multiply(BigInteger.TEN);
      low = low.multiply(BigInteger.TEN);
      high = high.multiply(BigInteger.TEN);
    }
  }
}
