package dev.brine.internal.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The decimal with the fewest digits that reads back as a given binary number, and of those the
 * nearest, as Python and NumPy print it.
 */
public final class ShortestDecimal {
  private static final int FRACTION_BITS = 52;
  private static final long IMPLIED = 1L << FRACTION_BITS;

  /** The exponent of a double's last bit is this much lower than the one in its bits. */
  private static final int BIAS = 1_075;

  private static final int MIN_POWER = -292;
  private static final int MAX_POWER = 324;

  /** Powers of ten from {@link #MIN_POWER} on; null until they are used. */
  private static final @Nullable Power[] POWERS = new Power[MAX_POWER - MIN_POWER + 1];

  private ShortestDecimal() {}

  /**
   * The decimal {@code digits * 10^exponent}.
   *
   * @param digits without trailing zeros; 0 for the number 0
   */
  public record Decimal(long digits, int exponent) {}

  /** The highest 128 bits of a power of ten, rounded up. */
  private record Power(long high, long low) {
    static Power of(int k) {
      Power known = POWERS[k - MIN_POWER];
      if (known != null) {
        return known;
      }
      BigInteger ten = BigInteger.TEN.pow(Math.abs(k));
      int more = ten.bitLength() - 128;
      BigInteger top =
          k < 0
              ? ceiling(BigInteger.ONE.shiftLeft(127 + ten.bitLength()), ten)
              : more > 0 ? ceiling(ten, BigInteger.ONE.shiftLeft(more)) : ten.shiftLeft(-more);
      Power power = new Power(top.shiftRight(64).longValue(), top.longValue());
      POWERS[k - MIN_POWER] = power;
      return power;
    }

    /** The highest 64 of 192 bits of a product; its last bit is set if a bit after it is. */
    long times(long factor) {
      long x = unsignedMultiplyHigh(low, factor);
      long y0 = high * factor + x;
      long y1 = unsignedMultiplyHigh(high, factor);
      if (Long.compareUnsigned(y0, x) < 0) {
        y1++;
      }
      return Long.compareUnsigned(y0, 1) > 0 ? y1 | 1 : y1;
    }
  }

  private static BigInteger ceiling(BigInteger a, BigInteger b) {
    return a.add(b).subtract(BigInteger.ONE).divide(b);
  }

  /**
   * Returns the decimal of a finite double's magnitude. This is Schubfach (Raffaello Giulietti, The
   * Schubfach way to render doubles, 2020), with its names: multiplied by a power of ten, the
   * double and the middles between it and its neighbours are numbers of which only the integral
   * part and whether there is a fraction matter.
   */
  public static Decimal of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & (IMPLIED - 1);
    int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
    long c = biased == 0 ? fraction : fraction | IMPLIED;
    int q = Math.max(biased, 1) - BIAS;
    if (c == 0) {
      return new Decimal(0, 0);
    }
    if (q <= 0 && q > -FRACTION_BITS && (c & ((1L << -q) - 1)) == 0) {
      return stripped(c >> -q, 0);
    }
    boolean isCloserBelow = fraction == 0 && biased > 1;
    int k = (q * 1_262_611 - (isCloserBelow ? 524_031 : 0)) >> 22;
    int h = q + ((-k * 1_741_647) >> 19) + 1;
    Power power = Power.of(-k);
    long vb = power.times((4 * c) << h);
    long odd = c & 1; // rounding to even takes the middles back to an even c
    long least = power.times((4 * c - (isCloserBelow ? 1 : 2)) << h) + odd;
    long most = power.times((4 * c + 2) << h) - odd;
    long s = vb >> 2;
    if (s >= 10) {
      long tens = s / 10 * 40;
      boolean isDown = least <= tens;
      if (isDown != (tens + 40 <= most)) {
        return stripped(s / 10 + (isDown ? 0 : 1), k + 1);
      }
    }
    boolean isDown = least <= 4 * s;
    if (isDown != (4 * s + 4 <= most)) {
      return stripped(s + (isDown ? 0 : 1), k);
    }
    long half = vb - (4 * s + 2);
    return stripped(s + (half > 0 || (half == 0 && (s & 1) != 0) ? 1 : 0), k);
  }

  /** As in JDK 18, for a positive factor. */
  private static long unsignedMultiplyHigh(long a, long factor) {
    return Math.multiplyHigh(a, factor) + ((a >> 63) & factor);
  }

  private static Decimal stripped(long digits, int exponent) {
    long left = digits;
    int at = exponent;
    for (long next = left / 10; next * 10 == left; next = left / 10) {
      left = next;
      at++;
    }
    return new Decimal(left, at);
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
