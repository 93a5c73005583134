package dev.brine.npy.internal.strided;

/** IEEE 754 binary16, which Java 17 cannot convert: 1 sign, 5 exponent and 10 fraction bits. */
public final class Half {
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = 0x3ff;
  private static final int EXPONENT = 0x1f;

  /** The weight of the last fraction bit of the smallest numbers: 2 to the -24th. */
  private static final float LEAST = 0x1p-24f;

  private Half() {}

  /** Every half is a float. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> FRACTION_BITS & EXPONENT;
    int fraction = bits & FRACTION;
    if (exponent == 0) {
      float magnitude = fraction * LEAST;
      return sign == 0 ? magnitude : -magnitude;
    }
    // the bias is 15 here and 127 there; infinity and NaN have the largest exponent in both
    int wide = exponent == EXPONENT ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /**
   * The half of this value.
   *
   * @throws ArithmeticException if there is none
   */
  static short of(double value) {
    int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & 0x8000;
    if (Double.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    double magnitude = Math.abs(value);
    if (Double.isInfinite(magnitude)) {
      return (short) (sign | 0x7c00);
    }
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    double fraction = Math.scalb(magnitude, FRACTION_BITS - exponent);
    if (exponent > 15 || fraction != Math.rint(fraction)) {
      throw new ArithmeticException(value + " does not fit a float16 exactly");
    }
    // a normal number's fraction has its 11th bit set, which adds one to the exponent
    int bits = ((exponent + 14) << FRACTION_BITS) + (int) fraction;
    return (short) (sign | bits);
  }
}
