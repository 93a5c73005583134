package dev.brine.npy.internal.strided;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 80-bit extended floats of x86 in 12 or 16 bytes: 64 bits of significand without an implicit
 * bit, 15 bits of exponent, a sign bit, and padding. Encodings that the processor treats as invalid
 * are NaN.
 */
final class LongDoubleNumbers extends Numbers {
  private static final int BIAS = 16383;
  private static final int LARGEST = 0x7fff;
  private static final int SIGN = 0x8000;

  private final int size;
  private final boolean swap;

  LongDoubleNumbers(int size, ByteOrder order) {
    this.size = size;
    this.swap = order == ByteOrder.BIG_ENDIAN;
  }

  private long significand(ByteBuffer bytes, int at) {
    return swap ? Long.reverseBytes(bytes.getLong(at + size - 8)) : bytes.getLong(at);
  }

  private int signAndExponent(ByteBuffer bytes, int at) {
    short bits = swap ? Short.reverseBytes(bytes.getShort(at + size - 10)) : bytes.getShort(at + 8);
    return bits & 0xffff;
  }

  /** The power of two by which the significand, as an unsigned integer, is multiplied. */
  private static int scale(int signAndExponent) {
    return Math.max(signAndExponent & LARGEST, 1) - BIAS - 63;
  }

  @Override
  public double nearestDouble(ByteBuffer bytes, int at) {
    long significand = significand(bytes, at);
    int head = signAndExponent(bytes, at);
    double magnitude;
    if ((head & LARGEST) != 0 && significand >= 0) {
      return Double.NaN;
    } else if ((head & LARGEST) == LARGEST) {
      magnitude = significand << 1 == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      magnitude = nearest(significand, scale(head));
    }
    return (head & SIGN) == 0 ? magnitude : -magnitude;
  }

  /** The double nearest to {@code significand * 2^scale}; ties go to even. */
  private static double nearest(long significand, int scale) {
    int zeros = Long.numberOfLeadingZeros(significand);
    int exponent = scale - zeros + 63;
    if (significand == 0 || exponent > Double.MAX_EXPONENT) {
      return significand == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    int kept = kept(exponent);
    if (kept < 0) {
      return 0;
    }
    long bits = significand << zeros;
    int dropped = 64 - kept;
    long whole = dropped == 64 ? 0 : bits >>> dropped;
    long rest = bits << kept;
    boolean up = rest < 0 && (rest << 1 != 0 || (whole & 1) != 0);
    return Math.scalb((double) (up ? whole + 1 : whole), exponent - 63 + dropped);
  }

  /** The bits of a significand that fit in a double: fewer for subnormal numbers. */
  private static int kept(int exponent) {
    return Math.min(53, 53 + exponent - Double.MIN_EXPONENT);
  }

  private static boolean isDouble(long significand, int scale) {
    int zeros = Long.numberOfLeadingZeros(significand);
    int exponent = scale - zeros + 63;
    int kept = kept(exponent);
    return significand == 0
        || (exponent <= Double.MAX_EXPONENT && kept > 0 && significand << zeros << kept == 0);
  }

  @Override
  public double getDouble(ByteBuffer bytes, int at) {
    double nearest = nearestDouble(bytes, at);
    int head = signAndExponent(bytes, at);
    boolean finite = (head & LARGEST) != LARGEST && !Double.isNaN(nearest);
    if (finite && !isDouble(significand(bytes, at), scale(head))) {
      throw new ArithmeticException(
          "an 80-bit float near " + nearest + " does not fit a double exactly; use rounded()");
    }
    return nearest;
  }

  @Override
  public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
    long significand = significand(bytes, at);
    int head = signAndExponent(bytes, at);
    if ((head & LARGEST) == LARGEST || ((head & LARGEST) != 0 && significand >= 0)) {
      throw new ArithmeticException(nearestDouble(bytes, at) + " is not a number with digits");
    }
    int scale = scale(head);
    int zeros = significand == 0 ? 0 : Long.numberOfTrailingZeros(significand);
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(significand >>> zeros));
    BigInteger signed = (head & SIGN) == 0 ? unsigned : unsigned.negate();
    int power = significand == 0 ? 0 : scale + zeros;
    return power >= 0
        ? new BigDecimal(signed.shiftLeft(power))
        // n / 2^p is n * 5^p / 10^p
        : new BigDecimal(signed.multiply(BigInteger.valueOf(5).pow(-power)), -power);
  }

  @Override
  public BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
    double nearest = nearestDouble(bytes, at);
    int head = signAndExponent(bytes, at);
    if (Double.isNaN(nearest) || (head & LARGEST) == LARGEST) {
      return BinaryFloat.notFinite(Double.isNaN(nearest), (head & SIGN) != 0);
    }
    long significand = significand(bytes, at);
    return BinaryFloat.finite((head & SIGN) != 0, significand, scale(head), 64, 1 - BIAS);
  }

  @Override
  public long getLong(ByteBuffer bytes, int at) {
    return getBigDecimal(bytes, at).longValueExact();
  }

  /** Rounds once, not to a double first. */
  @Override
  public float nearestFloat(ByteBuffer bytes, int at) {
    double nearest = nearestDouble(bytes, at);
    float narrow = (float) nearest;
    boolean numeric = !Double.isNaN(nearest) && !Double.isInfinite(nearest);
    return numeric && narrow != nearest ? getBigDecimal(bytes, at).floatValue() : narrow;
  }

  @Override
  public void putLong(ByteBuffer bytes, int at, long value) {
    throw unwritable();
  }

  @Override
  public void putDouble(ByteBuffer bytes, int at, double value) {
    throw unwritable();
  }

  private static UnsupportedOperationException unwritable() {
    return new UnsupportedOperationException("80-bit floats cannot be stored");
  }
}
