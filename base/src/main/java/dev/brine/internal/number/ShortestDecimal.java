package dev.brine.internal.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal with the fewest digits that reads back as a given binary number, and of those the
 * nearest, as Python and NumPy print it.
 */
public final class ShortestDecimal {
  /** A decimal of this many digits or fewer is the shortest, unless the double is subnormal. */
  private static final int SURE_DIGITS = 15;

  /** Since JDK 19, {@code Double.toString} gives the fewest digits, and the nearest of those. */
  private static final boolean IS_SHORTEST = Runtime.version().feature() >= 19;

  private static final MathContext SURE = digits(SURE_DIGITS);
  private static final MathContext FEWER = digits(SURE_DIGITS + 1);
  private static final MathContext ENOUGH = digits(SURE_DIGITS + 2);

  /** Exponents between these make decimals of so few digits that rounding them is fast. */
  private static final int MIN_ROUNDED = 1_023 - 200;

  private static final int MAX_ROUNDED = 1_023 + 200;

  private static final int FRACTION_BITS = 52;
  private static final long IMPLIED = 1L << FRACTION_BITS;

  private ShortestDecimal() {}

  private static MathContext digits(int count) {
    return new MathContext(count, RoundingMode.HALF_EVEN);
  }

  /** Returns the decimal of a finite double's magnitude, without trailing zeros. */
  public static BigDecimal of(double value) {
    double magnitude = Math.abs(value);
    long bits = Double.doubleToRawLongBits(magnitude);
    long fraction = bits & IMPLIED - 1;
    int exponent = (int) (bits >>> FRACTION_BITS);
    if (magnitude >= Double.MIN_NORMAL) {
      // before JDK 19, Double.toString does not always give the fewest or the nearest digits
      BigDecimal digits = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
      if (digits.precision() <= SURE_DIGITS || IS_SHORTEST) {
        return digits;
      }
      if (fraction != 0 && exponent > MIN_ROUNDED && exponent < MAX_ROUNDED) {
        return rounded(magnitude, digits);
      }
    }
    BigInteger significand = BigInteger.valueOf(exponent == 0 ? fraction : fraction | IMPLIED);
    return of(significand, Math.max(exponent, 1) - 1075, fraction == 0 && exponent > 1)
        .stripTrailingZeros();
  }

  /**
   * Rounds to 15, 16 or 17 digits. Unless a number is a power of two, its two neighbours are
   * equally far away. If any decimal with that many digits reads back as the number, so does the
   * nearest one.
   *
   * @param near a decimal that reads back as the number
   */
  private static BigDecimal rounded(double magnitude, BigDecimal near) {
    // decimals of 15 digits are so far apart that there is only one near enough
    BigDecimal fewest = near.round(SURE);
    if (fewest.doubleValue() == magnitude) {
      return fewest.stripTrailingZeros();
    }
    BigDecimal exact = new BigDecimal(magnitude);
    BigDecimal enough = exact.round(ENOUGH);
    boolean isTie = enough.unscaledValue().longValue() % 10 == 5;
    BigDecimal fewer = (isTie ? exact : enough).round(FEWER);
    return (fewer.doubleValue() == magnitude ? fewer : enough).stripTrailingZeros();
  }

  /**
   * Returns the decimal of {@code significand * 2^exponent}. Digits are made one by one until what
   * is left is smaller than half the distance to a neighbour (Steele and White 1990, as in NumPy's
   * Dragon4).
   *
   * @param isCloserBelow whether the next number below is nearer than the one above, as it is for
   *     powers of two
   */
  public static BigDecimal of(BigInteger significand, int exponent, boolean isCloserBelow) {
    if (significand.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exact = exact(significand, exponent);
    int first = exact.precision() - exact.scale() - 1;
    // all in quarters of a unit in the last place
    BigInteger rest = significand.shiftLeft(2 + Math.max(exponent, 0));
    BigInteger above = BigInteger.ONE.shiftLeft(1 + Math.max(exponent, 0));
    BigInteger below = isCloserBelow ? above.shiftRight(1) : above;
    BigInteger scale = BigInteger.ONE.shiftLeft(2 + Math.max(-exponent, 0));
    BigInteger power = BigInteger.TEN.pow(Math.abs(first));
    if (first >= 0) {
      scale = scale.multiply(power);
    } else {
      rest = rest.multiply(power);
      above = above.multiply(power);
      below = below.multiply(power);
    }
    // rounding to even takes the boundary itself back to an even significand
    int bound = significand.testBit(0) ? 0 : 1;
    BigInteger digits = BigInteger.ZERO;
    for (int place = -first; ; place++) {
      BigInteger[] step = rest.divideAndRemainder(scale);
      digits = digits.multiply(BigInteger.TEN).add(step[0]);
      rest = step[1];
      boolean down = rest.compareTo(below) < bound;
      boolean up = scale.compareTo(rest.add(above)) < bound;
      if (down || up) {
        int half = rest.shiftLeft(1).compareTo(scale);
        boolean roundUp = down == up ? half > 0 || (half == 0 && step[0].testBit(0)) : up;
        return new BigDecimal(roundUp ? digits.add(BigInteger.ONE) : digits, place);
      }
      rest = rest.multiply(BigInteger.TEN);
      below = below.multiply(BigInteger.TEN);
      above = above.multiply(BigInteger.TEN);
    }
  }

  /** {@code significand * 2^exponent} with all its digits. */
  public static BigDecimal exact(BigInteger significand, int exponent) {
    return exponent >= 0
        ? new BigDecimal(significand.shiftLeft(exponent))
        // n / 2^p is n * 5^p / 10^p
        : new BigDecimal(significand.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }
}
