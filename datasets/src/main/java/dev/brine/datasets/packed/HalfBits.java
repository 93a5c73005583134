package dev.brine.datasets.packed;

/** The float16 that is nearest to a number: 1 sign, 5 exponent and 10 fraction bits. */
final class HalfBits {
  private static final int FRACTION_BITS = 10;
  private static final int LOWEST_EXPONENT = -14;

  /** From here on infinity is nearer, or as near as the largest, which is odd. */
  private static final double TOO_LARGE = 65_520;

  private HalfBits() {}

  /** The number that these bits are, which is finite and not negative. */
  static double value(short bits) {
    int exponent = bits >> FRACTION_BITS;
    int fraction = bits & ((1 << FRACTION_BITS) - 1);
    return exponent == 0
        ? Math.scalb((double) fraction, LOWEST_EXPONENT - FRACTION_BITS)
        : Math.scalb(
            (double) fraction + (1 << FRACTION_BITS),
            exponent - 1 + LOWEST_EXPONENT - FRACTION_BITS);
  }

  static short of(double value) {
    int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & 0x8000;
    if (Double.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= TOO_LARGE) {
      return (short) (sign | 0x7c00);
    }
    int exponent = Math.max(Math.getExponent(magnitude), LOWEST_EXPONENT);
    int fraction = (int) Math.rint(Math.scalb(magnitude, FRACTION_BITS - exponent));
    // a normal number's fraction has its 11th bit set, which adds one to the exponent
    return (short) (sign | (((exponent - LOWEST_EXPONENT) << FRACTION_BITS) + fraction));
  }
}
