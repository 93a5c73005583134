package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.NumberType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the numbers of one dtype in bytes: single ones, and many at once, for which
 * subclasses override the loops here where they have a faster one. Buffers are little-endian and
 * are accessed at absolute positions.
 */
public abstract class Numbers {

  /** The numbers of a dtype of bools, ints, unsigned ints, floats or 80-bit floats. */
  public static Numbers of(NumberType dtype) {
    int size = dtype.itemsize();
    ByteOrder order = dtype.endian().byteOrder();
    return switch (dtype.kind()) {
      case BOOL -> new BoolNumbers();
      case INT -> new IntNumbers(size, order);
      case UINT -> new UIntNumbers(size, order);
      case FLOAT -> new FloatNumbers(size, order);
      default -> new LongDoubleNumbers(size, order);
    };
  }

  /** The value as a long. Exact. */
  public abstract long getLong(ByteBuffer bytes, int at);

  /** The value as a double. Exact. */
  public abstract double getDouble(ByteBuffer bytes, int at);

  /** The double nearest to the value. */
  public abstract double nearestDouble(ByteBuffer bytes, int at);

  /** The value as a float. Exact. */
  public abstract float getFloat(ByteBuffer bytes, int at);

  /** The float nearest to the value. */
  public abstract float nearestFloat(ByteBuffer bytes, int at);

  /** The value as a decimal number. Exact; there is none for NaN and the infinities. */
  public abstract BigDecimal getBigDecimal(ByteBuffer bytes, int at);

  /** The float for itself, to be shown. */
  public BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
    return BinaryFloat.of(getDouble(bytes, at), 53, Double.MIN_EXPONENT);
  }

  /** Stores a value. Exact. */
  public abstract void putLong(ByteBuffer bytes, int at, long value);

  /** Stores a value. Exact. */
  public abstract void putDouble(ByteBuffer bytes, int at, double value);

  /** The value as an integer of any size. Exact. */
  public BigInteger getBigInteger(ByteBuffer bytes, int at) {
    return getBigDecimal(bytes, at).toBigIntegerExact();
  }

  /** Whether the value is not zero, as NumPy's {@code astype(bool)}. */
  public boolean isTrue(ByteBuffer bytes, int at) {
    return getDouble(bytes, at) != 0;
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
}
