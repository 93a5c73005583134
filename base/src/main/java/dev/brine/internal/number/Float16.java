package dev.brine.internal.number;

/** IEEE 754 binary16, which Java 17 cannot convert: 1 sign, 5 exponent and 10 fraction bits. */
public final class Float16 {
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = 0x3ff;
  private static final int EXPONENT = 0x1f;
  private static final int MIN_EXPONENT = -14;
  private static final int INFINITY = 0x7c00;
  private static final int NAN = 0x7e00;

  /** The smallest positive value. */
  private static final float MIN_VALUE = 0x1p-24f;

  /** From here on, infinity is nearer, or as near as the largest finite value, which is odd. */
  private static final double OVERFLOW = 65_520;

  private Float16() {}

  /** Returns the value of the bits; every float16 is a float. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> FRACTION_BITS & EXPONENT;
    int fraction = bits & FRACTION;
    if (exponent == 0) {
      float magnitude = fraction * MIN_VALUE;
      return sign == 0 ? magnitude : -magnitude;
    }
    // the bias is 15 here and 127 there; infinity and NaN have the largest exponent in both
    int wide = exponent == EXPONENT ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** Returns the bits of the nearest float16, of two that are equally near the even one. */
  public static short nearest(double value) {
    int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & 0x8000;
    if (Double.isNaN(value)) {
      return (short) (sign | NAN);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= OVERFLOW) {
      return (short) (sign | INFINITY);
    }
    int exponent = Math.max(Math.getExponent(magnitude), MIN_EXPONENT);
    int fraction = (int) Math.rint(Math.scalb(magnitude, FRACTION_BITS - exponent));
    // a normal number's fraction has its 11th bit set, which adds one to the exponent
    return (short) (sign | (((exponent - MIN_EXPONENT) << FRACTION_BITS) + fraction));
  }

  /**
   * Returns the bits of the float16 that equals the value; NaN is the quiet one of its sign.
   *
   * @throws ArithmeticException if no float16 equals the value
   */
  public static short exact(double value) {
    short bits = nearest(value);
    if (toFloat(bits) != value && !Double.isNaN(value)) {
      throw new ArithmeticException(value + " does not fit a float16 exactly");
    }
    return bits;
  }
}
