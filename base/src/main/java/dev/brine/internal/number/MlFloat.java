package dev.brine.internal.number;

import java.util.Locale;

/**
 * The floats of the Python package {@code ml_dtypes}, by its names: of 16, 8, 6 or 4 bits, in the
 * low bits of an int. Every value is a float.
 */
public enum MlFloat {
  /** The upper half of a float32. */
  BFLOAT16(8, 7, 127, Special.IEEE),
  FLOAT8_E5M2(5, 2, 15, Special.IEEE),
  FLOAT8_E4M3(4, 3, 7, Special.IEEE),
  FLOAT8_E3M4(3, 4, 3, Special.IEEE),
  FLOAT8_E4M3FN(4, 3, 7, Special.NAN),
  FLOAT8_E4M3FNUZ(4, 3, 8, Special.UNSIGNED_ZERO),
  FLOAT8_E4M3B11FNUZ(4, 3, 11, Special.UNSIGNED_ZERO),
  FLOAT8_E5M2FNUZ(5, 2, 16, Special.UNSIGNED_ZERO),
  FLOAT8_E8M0FNU(8, 0, 127, Special.POWER),
  FLOAT6_E2M3FN(2, 3, 1, Special.FINITE),
  FLOAT6_E3M2FN(3, 2, 3, Special.FINITE),
  FLOAT4_E2M1FN(2, 1, 1, Special.FINITE);

  /** What the bits stand for where they are not an ordinary float. */
  private enum Special {
    /** The largest exponent is infinity or NaN. */
    IEEE,
    /** The largest magnitude is NaN. */
    NAN,
    /** Negative zero is NaN. */
    UNSIGNED_ZERO,
    /** A power of two without a sign; the largest exponent is NaN. */
    POWER,
    /** All bits stand for numbers. */
    FINITE
  }

  private final int fractionBits;
  private final int bias;
  private final Special special;
  private final int sign;

  /** The bits of the largest finite magnitude. */
  private final int largest;

  /** The values of all bits; empty for BFLOAT16. */
  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final float[] values;

  MlFloat(int exponentBits, int fractionBits, int bias, Special special) {
    this.fractionBits = fractionBits;
    this.bias = bias;
    this.special = special;
    int magnitudes = 1 << (exponentBits + fractionBits);
    this.sign = special == Special.POWER ? 0 : magnitudes;
    this.largest =
        magnitudes
            - switch (special) {
              case IEEE -> (1 << fractionBits) + 1;
              case NAN, POWER -> 2;
              case UNSIGNED_ZERO, FINITE -> 1;
            };
    boolean table = magnitudes <= 1 << Byte.SIZE;
    this.values = new float[table ? 1 << Byte.SIZE : 0];
    for (int bits = 0; bits < values.length; bits++) {
      values[bits] = value(bits);
    }
  }

  /** Returns the float of this name in {@code ml_dtypes}. */
  public static MlFloat of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns the value of the low bits. */
  public float toFloat(int bits) {
    return this == BFLOAT16 ? Float.intBitsToFloat(bits << Short.SIZE) : values[bits & 0xff];
  }

  private float value(int bits) {
    if (special == Special.POWER) {
      return bits > largest ? Float.NaN : (float) Math.scalb(1.0, bits - bias);
    }
    int code = bits & sign - 1;
    // bits above the sign, which mean nothing, count as one
    boolean negative = bits >= sign;
    if (code > largest) {
      boolean infinite = special == Special.IEEE && code == largest + 1;
      return infinite ? (negative ? -1 : 1) * Float.POSITIVE_INFINITY : Float.NaN;
    }
    if (special == Special.UNSIGNED_ZERO && negative && code == 0) {
      return Float.NaN;
    }
    int exponent = code >> fractionBits;
    int fraction = code & (1 << fractionBits) - 1;
    double scaled = exponent == 0 ? fraction : fraction + (1 << fractionBits);
    double magnitude = Math.scalb(scaled, Math.max(exponent, 1) - bias - fractionBits);
    return (float) (negative ? -magnitude : magnitude);
  }

  /**
   * Returns the bits of the nearest value, of two that are equally near the even one, as {@code
   * ml_dtypes} does: what is too large becomes infinity, or NaN in a type without infinities, or
   * the largest value in a type without either.
   */
  public int nearest(float value) {
    if (this == BFLOAT16) {
      return nearestUpperHalf(value);
    }
    int minus = Float.floatToRawIntBits(value) < 0 ? sign : 0;
    if (special == Special.POWER) {
      return nearestPower(value);
    }
    if (Float.isNaN(value)) {
      return nan(minus);
    }
    if (Float.isInfinite(value)) {
      return tooLarge(minus);
    }
    double magnitude = Math.abs((double) value);
    int least = 1 - bias;
    int exponent = Math.max(Math.getExponent(magnitude), least);
    int fraction = (int) Math.rint(Math.scalb(magnitude, fractionBits - exponent));
    // a normal number's fraction has the bit above it set, which adds one to the exponent
    long code = ((long) (exponent - least) << fractionBits) + fraction;
    if (code > largest) {
      return tooLarge(minus);
    }
    return code == 0 && special == Special.UNSIGNED_ZERO ? 0 : minus | (int) code;
  }

  private static int nearestUpperHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return bits >>> 31 << 15 | 0x7fc0;
    }
    return (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
  }

  private int nearestPower(float value) {
    if (!(value > 0) || Float.isInfinite(value)) {
      return largest + 1;
    }
    if (value < Float.MIN_NORMAL) {
      // as ml_dtypes, which rounds what is above the smallest value up
      return value > Float.MIN_NORMAL / 2 ? 1 : 0;
    }
    int exponent = Math.getExponent(value);
    return exponent + bias - 1 + Math.round(Math.scalb(value, -exponent));
  }

  private int nan(int minus) {
    return switch (special) {
      case IEEE -> minus | largest + 1 + (1 << fractionBits >> 1);
      case NAN, POWER -> minus | largest + 1;
      case UNSIGNED_ZERO -> sign;
      // as ml_dtypes: a zero of the other sign
      case FINITE -> sign ^ minus;
    };
  }

  private int tooLarge(int minus) {
    return switch (special) {
      case IEEE -> minus | largest + 1;
      case FINITE -> minus | largest;
      default -> nan(minus);
    };
  }

  /**
   * Returns the bits of the value that equals this one.
   *
   * @throws ArithmeticException if none does
   */
  public int exact(double value) {
    int bits = nearest((float) value);
    float found = toFloat(bits);
    if (found != value && !(Double.isNaN(value) && Float.isNaN(found))) {
      throw new ArithmeticException(
          value + " does not fit a " + name().toLowerCase(Locale.ROOT) + " exactly");
    }
    return bits;
  }
}
