package dev.brine.npy.internal.strided;

import dev.brine.internal.number.Float16;
import dev.brine.internal.number.MlFloat;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NumberType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the numbers of one dtype as bytes, one or many at a time. Subclasses override
 * the loops here where they have a faster one. Buffers are little-endian and are accessed at
 * absolute positions.
 */
public abstract class Numbers {
  /**
   * Returns the numbers of a dtype of bools, integers, unsigned integers, floats or 80-bit floats,
   * or of one of ml_dtypes.
   */
  public static Numbers of(NumberType dtype) {
    int size = dtype.itemsize();
    ByteOrder order = dtype.endian().byteOrder();
    return switch (dtype.kind()) {
      case BOOL -> new Bools();
      case INT -> new Ints(size, order);
      case UINT -> new UnsignedInts(size, order);
      case FLOAT -> new Floats(size, order);
      case ML_FLOAT -> new MlFloats(MlFloat.of(((MlType) dtype).name()));
      case ML_INT -> new MlInts(((MlType) dtype).bits(), ((MlType) dtype).isSigned());
      default -> new LongDoubleNumbers(size, order);
    };
  }

  /** Returns the same numbers, but with conversions to float and double that round. */
  public final Numbers rounded() {
    return this instanceof Rounded ? this : new Rounded(this);
  }

  /** The value as a long. Exact. */
  public abstract long getLong(ByteBuffer bytes, int at);

  /** The value as a double. Exact. */
  public abstract double getDouble(ByteBuffer bytes, int at);

  /** The double nearest to the value. */
  public abstract double nearestDouble(ByteBuffer bytes, int at);

  /** The value as a float. Exact. */
  public float getFloat(ByteBuffer bytes, int at) {
    return Exact.toFloat(getDouble(bytes, at));
  }

  /** The float nearest to the value. */
  public abstract float nearestFloat(ByteBuffer bytes, int at);

  /** The value as a decimal number. Exact; throws for NaN and infinities. */
  public abstract BigDecimal getBigDecimal(ByteBuffer bytes, int at);

  /** The parts of the value as a float, for printing. */
  public BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
    return BinaryFloat.of(getDouble(bytes, at), 53, Double.MIN_EXPONENT);
  }

  /**
   * Stores the value that is nearest to this one: for a float, as a cast in NumPy; an integer must
   * fit.
   */
  public void putNearest(ByteBuffer bytes, int at, double value) {
    putDouble(bytes, at, value);
  }

  /** Stores a value. Exact. */
  public abstract void putLong(ByteBuffer bytes, int at, long value);

  /** Stores a value. Exact. */
  public void putDouble(ByteBuffer bytes, int at, double value) {
    putLong(bytes, at, Exact.toLong(value));
  }

  /** The value as an integer of any size. Exact. */
  public BigInteger getBigInteger(ByteBuffer bytes, int at) {
    return getBigDecimal(bytes, at).toBigIntegerExact();
  }

  public void longs(ByteBuffer bytes, int at, int stride, long[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = getLong(bytes, at + i * stride);
    }
  }

  public void ints(ByteBuffer bytes, int at, int stride, int[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toInt(getLong(bytes, at + i * stride));
    }
  }

  public void shorts(ByteBuffer bytes, int at, int stride, short[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toShort(getLong(bytes, at + i * stride));
    }
  }

  public void bytes(ByteBuffer bytes, int at, int stride, byte[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toByte(getLong(bytes, at + i * stride));
    }
  }

  public void booleans(
      ByteBuffer bytes, int at, int stride, boolean[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toBoolean(getLong(bytes, at + i * stride));
    }
  }

  public void doubles(
      ByteBuffer bytes, int at, int stride, double[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = getDouble(bytes, at + i * stride);
    }
  }

  public void floats(ByteBuffer bytes, int at, int stride, float[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = getFloat(bytes, at + i * stride);
    }
  }

  /** Ints of which all are floats. */
  private abstract static class SmallInts extends Numbers {
    @Override
    public double getDouble(ByteBuffer bytes, int at) {
      return getLong(bytes, at);
    }

    @Override
    public double nearestDouble(ByteBuffer bytes, int at) {
      return getLong(bytes, at);
    }

    @Override
    public float getFloat(ByteBuffer bytes, int at) {
      return getLong(bytes, at);
    }

    @Override
    public float nearestFloat(ByteBuffer bytes, int at) {
      return getLong(bytes, at);
    }

    @Override
    public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
      return BigDecimal.valueOf(getLong(bytes, at));
    }
  }

  /** Bools of one byte each; as in NumPy, every byte but 0 is true. */
  private static final class Bools extends SmallInts {
    @Override
    public long getLong(ByteBuffer bytes, int at) {
      return bytes.get(at) == 0 ? 0 : 1;
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      bytes.put(at, (byte) (Exact.toBoolean(value) ? 1 : 0));
    }
  }

  /** Signed ints of 1, 2, 4 and 8 bytes. */
  private static final class Ints extends Numbers {
    private final int size;
    private final ByteOrder order;
    private final boolean swap;

    Ints(int size, ByteOrder order) {
      this.size = size;
      this.order = order;
      this.swap = order == ByteOrder.BIG_ENDIAN;
    }

    @Override
    public long getLong(ByteBuffer bytes, int at) {
      return switch (size) {
        case 1 -> bytes.get(at);
        case 2 -> swap ? Short.reverseBytes(bytes.getShort(at)) : bytes.getShort(at);
        case 4 -> swap ? Integer.reverseBytes(bytes.getInt(at)) : bytes.getInt(at);
        default -> swap ? Long.reverseBytes(bytes.getLong(at)) : bytes.getLong(at);
      };
    }

    @Override
    public double getDouble(ByteBuffer bytes, int at) {
      return Exact.toDouble(getLong(bytes, at));
    }

    @Override
    public double nearestDouble(ByteBuffer bytes, int at) {
      return getLong(bytes, at);
    }

    @Override
    public float getFloat(ByteBuffer bytes, int at) {
      return Exact.toFloat(getLong(bytes, at));
    }

    @Override
    public float nearestFloat(ByteBuffer bytes, int at) {
      return getLong(bytes, at);
    }

    @Override
    public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
      return BigDecimal.valueOf(getLong(bytes, at));
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      switch (size) {
        case 1 -> bytes.put(at, Exact.toByte(value));
        case 2 -> {
          short v = Exact.toShort(value);
          bytes.putShort(at, swap ? Short.reverseBytes(v) : v);
        }
        case 4 -> {
          int v = Exact.toInt(value);
          bytes.putInt(at, swap ? Integer.reverseBytes(v) : v);
        }
        default -> bytes.putLong(at, swap ? Long.reverseBytes(value) : value);
      }
    }

    @Override
    public void longs(ByteBuffer bytes, int at, int stride, long[] target, int offset, int count) {
      if (size == 8 && stride == 8) {
        bytes.slice(at, count * 8).order(order).asLongBuffer().get(target, offset, count);
      } else if (size == 4 && !swap) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.getInt(at + i * stride);
        }
      } else {
        super.longs(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void ints(ByteBuffer bytes, int at, int stride, int[] target, int offset, int count) {
      if (size == 4 && stride == 4) {
        bytes.slice(at, count * 4).order(order).asIntBuffer().get(target, offset, count);
      } else if (size == 8 && !swap) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = Exact.toInt(bytes.getLong(at + i * stride));
        }
      } else {
        super.ints(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void shorts(
        ByteBuffer bytes, int at, int stride, short[] target, int offset, int count) {
      if (size == 2 && stride == 2) {
        bytes.slice(at, count * 2).order(order).asShortBuffer().get(target, offset, count);
      } else {
        super.shorts(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void bytes(ByteBuffer bytes, int at, int stride, byte[] target, int offset, int count) {
      if (size == 1 && stride == 1) {
        bytes.get(at, target, offset, count);
      } else {
        super.bytes(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void doubles(
        ByteBuffer bytes, int at, int stride, double[] target, int offset, int count) {
      if (size == 4 && !swap) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.getInt(at + i * stride);
        }
      } else {
        super.doubles(bytes, at, stride, target, offset, count);
      }
    }
  }

  /** Unsigned ints of 1, 2, 4 and 8 bytes. */
  private static final class UnsignedInts extends Numbers {
    private final int size;
    private final boolean swap;

    UnsignedInts(int size, ByteOrder order) {
      this.size = size;
      this.swap = order == ByteOrder.BIG_ENDIAN;
    }

    /** The bits; an int of 8 bytes is in two's complement. */
    private long bits(ByteBuffer bytes, int at) {
      return switch (size) {
        case 1 -> bytes.get(at) & 0xff;
        case 2 -> (swap ? Short.reverseBytes(bytes.getShort(at)) : bytes.getShort(at)) & 0xffff;
        case 4 -> (swap ? Integer.reverseBytes(bytes.getInt(at)) : bytes.getInt(at)) & 0xffff_ffffL;
        default -> swap ? Long.reverseBytes(bytes.getLong(at)) : bytes.getLong(at);
      };
    }

    @Override
    public long getLong(ByteBuffer bytes, int at) {
      return Exact.unsignedToLong(bits(bytes, at));
    }

    @Override
    public double getDouble(ByteBuffer bytes, int at) {
      return Exact.unsignedToDouble(bits(bytes, at));
    }

    @Override
    public double nearestDouble(ByteBuffer bytes, int at) {
      return Exact.nearestUnsigned(bits(bytes, at));
    }

    @Override
    public float nearestFloat(ByteBuffer bytes, int at) {
      long value = bits(bytes, at);
      return value >= 0 ? value : (float) (value >>> 1 | (value & 1)) * 2;
    }

    @Override
    public BigInteger getBigInteger(ByteBuffer bytes, int at) {
      long value = bits(bytes, at);
      BigInteger signed = BigInteger.valueOf(value & Long.MAX_VALUE);
      return value < 0 ? signed.setBit(Long.SIZE - 1) : signed;
    }

    @Override
    public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
      return new BigDecimal(getBigInteger(bytes, at));
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      if (value < 0 || (size < 8 && value >>> (size * 8) != 0)) {
        throw new ArithmeticException(
            value + " does not fit an unsigned int of " + size + " bytes");
      }
      switch (size) {
        case 1 -> bytes.put(at, (byte) value);
        case 2 -> bytes.putShort(at, swap ? Short.reverseBytes((short) value) : (short) value);
        case 4 -> bytes.putInt(at, swap ? Integer.reverseBytes((int) value) : (int) value);
        default -> bytes.putLong(at, swap ? Long.reverseBytes(value) : value);
      }
    }

    @Override
    public void ints(ByteBuffer bytes, int at, int stride, int[] target, int offset, int count) {
      if (size == 1) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.get(at + i * stride) & 0xff;
        }
      } else {
        super.ints(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void doubles(
        ByteBuffer bytes, int at, int stride, double[] target, int offset, int count) {
      if (size == 1) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.get(at + i * stride) & 0xff;
        }
      } else {
        super.doubles(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void floats(
        ByteBuffer bytes, int at, int stride, float[] target, int offset, int count) {
      if (size == 1) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.get(at + i * stride) & 0xff;
        }
      } else {
        super.floats(bytes, at, stride, target, offset, count);
      }
    }
  }

  /** IEEE 754 floats of 2, 4 and 8 bytes. */
  private static final class Floats extends Numbers {
    private final int size;
    private final ByteOrder order;
    private final boolean swap;

    Floats(int size, ByteOrder order) {
      this.size = size;
      this.order = order;
      this.swap = order == ByteOrder.BIG_ENDIAN;
    }

    @Override
    public double getDouble(ByteBuffer bytes, int at) {
      return switch (size) {
        case 2 ->
            Float16.toFloat(swap ? Short.reverseBytes(bytes.getShort(at)) : bytes.getShort(at));
        case 4 -> single(bytes, at);
        default ->
            Double.longBitsToDouble(
                swap ? Long.reverseBytes(bytes.getLong(at)) : bytes.getLong(at));
      };
    }

    private float single(ByteBuffer bytes, int at) {
      return Float.intBitsToFloat(swap ? Integer.reverseBytes(bytes.getInt(at)) : bytes.getInt(at));
    }

    @Override
    public double nearestDouble(ByteBuffer bytes, int at) {
      return getDouble(bytes, at);
    }

    @Override
    public float getFloat(ByteBuffer bytes, int at) {
      return size == 4 ? single(bytes, at) : Exact.toFloat(getDouble(bytes, at));
    }

    @Override
    public float nearestFloat(ByteBuffer bytes, int at) {
      return size == 4 ? single(bytes, at) : (float) getDouble(bytes, at);
    }

    @Override
    public long getLong(ByteBuffer bytes, int at) {
      return Exact.toLong(getDouble(bytes, at));
    }

    @Override
    public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
      return Exact.toBigDecimal(getDouble(bytes, at));
    }

    @Override
    public BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
      double value = getDouble(bytes, at);
      return switch (size) {
        case 2 -> BinaryFloat.of(value, 11, -14);
        case 4 -> BinaryFloat.of(value, 24, Float.MIN_EXPONENT);
        default -> BinaryFloat.of(value, 53, Double.MIN_EXPONENT);
      };
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      putDouble(bytes, at, Exact.toDouble(value));
    }

    @Override
    public void putDouble(ByteBuffer bytes, int at, double value) {
      switch (size) {
        case 2 -> half(bytes, at, Float16.exact(value));
        case 4 -> single(bytes, at, Exact.toFloat(value));
        default -> {
          long bits = Double.doubleToRawLongBits(value);
          bytes.putLong(at, swap ? Long.reverseBytes(bits) : bits);
        }
      }
    }

    @Override
    public void putNearest(ByteBuffer bytes, int at, double value) {
      switch (size) {
        case 2 -> half(bytes, at, Float16.nearest(value));
        case 4 -> single(bytes, at, (float) value);
        default -> putDouble(bytes, at, value);
      }
    }

    private void half(ByteBuffer bytes, int at, short bits) {
      bytes.putShort(at, swap ? Short.reverseBytes(bits) : bits);
    }

    private void single(ByteBuffer bytes, int at, float value) {
      int bits = Float.floatToRawIntBits(value);
      bytes.putInt(at, swap ? Integer.reverseBytes(bits) : bits);
    }

    @Override
    public void doubles(
        ByteBuffer bytes, int at, int stride, double[] target, int offset, int count) {
      if (size == 8 && stride == 8) {
        bytes.slice(at, count * 8).order(order).asDoubleBuffer().get(target, offset, count);
      } else if (size == 8) {
        for (int i = 0; i < count; i++) {
          long bits = bytes.getLong(at + i * stride);
          target[offset + i] = Double.longBitsToDouble(swap ? Long.reverseBytes(bits) : bits);
        }
      } else if (size == 4) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = single(bytes, at + i * stride);
        }
      } else {
        super.doubles(bytes, at, stride, target, offset, count);
      }
    }

    @Override
    public void floats(
        ByteBuffer bytes, int at, int stride, float[] target, int offset, int count) {
      if (size == 4 && stride == 4) {
        bytes.slice(at, count * 4).order(order).asFloatBuffer().get(target, offset, count);
      } else if (size == 4) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = single(bytes, at + i * stride);
        }
      } else {
        super.floats(bytes, at, stride, target, offset, count);
      }
    }
  }

  /** Floats of ml_dtypes, of 2 bytes or in the low bits of one. */
  private static final class MlFloats extends Numbers {
    /** The precision of a float32, in which ml_dtypes computes; only the printed digits need it. */
    private static final int PRECISION = 24;

    private final MlFloat format;
    private final boolean wide;

    MlFloats(MlFloat format) {
      this.format = format;
      this.wide = format == MlFloat.BFLOAT16;
    }

    @Override
    public float getFloat(ByteBuffer bytes, int at) {
      return format.toFloat(wide ? bytes.getShort(at) : bytes.get(at));
    }

    @Override
    public float nearestFloat(ByteBuffer bytes, int at) {
      return getFloat(bytes, at);
    }

    @Override
    public double getDouble(ByteBuffer bytes, int at) {
      return getFloat(bytes, at);
    }

    @Override
    public double nearestDouble(ByteBuffer bytes, int at) {
      return getFloat(bytes, at);
    }

    @Override
    public long getLong(ByteBuffer bytes, int at) {
      return Exact.toLong(getDouble(bytes, at));
    }

    @Override
    public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
      return Exact.toBigDecimal(getDouble(bytes, at));
    }

    @Override
    public BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
      return BinaryFloat.of(getDouble(bytes, at), PRECISION, Float.MIN_EXPONENT);
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      putDouble(bytes, at, Exact.toDouble(value));
    }

    @Override
    public void putDouble(ByteBuffer bytes, int at, double value) {
      put(bytes, at, format.exact(value));
    }

    @Override
    public void putNearest(ByteBuffer bytes, int at, double value) {
      put(bytes, at, format.nearest((float) value));
    }

    private void put(ByteBuffer bytes, int at, int bits) {
      if (wide) {
        bytes.putShort(at, (short) bits);
      } else {
        bytes.put(at, (byte) bits);
      }
    }
  }

  /** Small ints of ml_dtypes in the low bits of a byte, whose other bits count for nothing. */
  private static final class MlInts extends SmallInts {
    private final int bits;
    private final boolean signed;

    MlInts(int bits, boolean signed) {
      this.bits = bits;
      this.signed = signed;
    }

    @Override
    public long getLong(ByteBuffer bytes, int at) {
      int shift = Integer.SIZE - bits;
      int top = bytes.get(at) << shift;
      return signed ? top >> shift : top >>> shift;
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      int least = signed ? -(1 << (bits - 1)) : 0;
      if (value < least || value >= least + (1 << bits)) {
        throw new ArithmeticException(
            value
                + " does not fit "
                + (signed ? "an int" : "an unsigned int")
                + " of "
                + bits
                + (bits == 1 ? " bit" : " bits"));
      }
      bytes.put(at, (byte) (value & ((1 << bits) - 1)));
    }
  }

  /** Numbers whose conversion to float and double rounds to the nearest value. */
  private static final class Rounded extends Numbers {
    private final Numbers exact;

    private Rounded(Numbers exact) {
      this.exact = exact;
    }

    @Override
    public long getLong(ByteBuffer bytes, int at) {
      return exact.getLong(bytes, at);
    }

    @Override
    public double getDouble(ByteBuffer bytes, int at) {
      return exact.nearestDouble(bytes, at);
    }

    @Override
    public double nearestDouble(ByteBuffer bytes, int at) {
      return exact.nearestDouble(bytes, at);
    }

    @Override
    public float getFloat(ByteBuffer bytes, int at) {
      return exact.nearestFloat(bytes, at);
    }

    @Override
    public float nearestFloat(ByteBuffer bytes, int at) {
      return exact.nearestFloat(bytes, at);
    }

    @Override
    public BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
      return exact.getBigDecimal(bytes, at);
    }

    @Override
    public BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
      return exact.getFloatParts(bytes, at);
    }

    @Override
    public void putLong(ByteBuffer bytes, int at, long value) {
      exact.putLong(bytes, at, value);
    }

    @Override
    public void putDouble(ByteBuffer bytes, int at, double value) {
      exact.putDouble(bytes, at, value);
    }

    @Override
    public void putNearest(ByteBuffer bytes, int at, double value) {
      exact.putNearest(bytes, at, value);
    }
  }
}
