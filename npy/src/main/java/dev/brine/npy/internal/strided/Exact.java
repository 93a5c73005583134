package dev.brine.npy.internal.strided;

import java.math.BigDecimal;

/** Conversions that keep the exact value or throw {@link ArithmeticException}. */
public final class Exact {
  /** 2 to the power of 63: the smallest double that is too large for a long. */
  private static final double TWO_63 = 0x1p63;

  private static final int DOUBLE_BITS = 53;
  private static final int FLOAT_BITS = 24;

  private Exact() {}

  public static int toInt(long value) {
    if ((int) value != value) {
      throw unfit(Long.toString(value), "an int");
    }
    return (int) value;
  }

  static short toShort(long value) {
    if ((short) value != value) {
      throw unfit(Long.toString(value), "a short");
    }
    return (short) value;
  }

  static byte toByte(long value) {
    if ((byte) value != value) {
      throw unfit(Long.toString(value), "a byte");
    }
    return (byte) value;
  }

  public static boolean toBoolean(long value) {
    if (value != 0 && value != 1) {
      throw unfit(Long.toString(value), "a boolean, which is 0 or 1");
    }
    return value != 0;
  }

  static double toDouble(long value) {
    if (bits(value) > DOUBLE_BITS) {
      throw unfit(Long.toString(value), "a double exactly");
    }
    return value;
  }

  static float toFloat(long value) {
    if (bits(value) > FLOAT_BITS) {
      throw unfit(Long.toString(value), "a float exactly");
    }
    return value;
  }

  /** The number of bits from the first to the last one that is set in the magnitude. */
  private static int bits(long value) {
    return unsignedBits(Math.abs(value));
  }

  private static int unsignedBits(long value) {
    return value == 0
        ? 0
        : Long.SIZE - Long.numberOfLeadingZeros(value) - Long.numberOfTrailingZeros(value);
  }

  static double unsignedToDouble(long value) {
    if (unsignedBits(value) > DOUBLE_BITS) {
      throw unfit(Long.toUnsignedString(value), "a double exactly");
    }
    return nearestUnsigned(value);
  }

  /** The double nearest to an unsigned long; ties go to even. */
  static double nearestUnsigned(long value) {
    // halved, but with the last bit kept, because it decides how to round
    return value >= 0 ? value : (double) (value >>> 1 | (value & 1)) * 2;
  }

  static long unsignedToLong(long value) {
    if (value < 0) {
      throw unfit(Long.toUnsignedString(value), "a long; use BigInteger");
    }
    return value;
  }

  static long toLong(double value) {
    long whole = (long) value;
    if (whole != value || value == TWO_63) {
      throw value == Math.rint(value)
          ? unfit(Double.toString(value), "a long")
          : new ArithmeticException(value + " is not a whole number");
    }
    return whole;
  }

  static float toFloat(double value) {
    float narrow = (float) value;
    if (narrow != value && !Double.isNaN(value)) {
      throw unfit(Double.toString(value), "a float exactly");
    }
    return narrow;
  }

  static BigDecimal toBigDecimal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ArithmeticException(value + " is not a number with digits");
    }
    return new BigDecimal(value);
  }

  private static ArithmeticException unfit(String value, String type) {
    return new ArithmeticException(value + " does not fit " + type);
  }
}
