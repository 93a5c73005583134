package dev.brine.npy.array;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Reads the numbers of one dtype out of bytes. Single numbers, and many at once; whoever has a
 * faster way than one by one overrides that. Buffers are little-endian, and read at absolute
 * places.
 */
abstract class Numbers {

  /** The value as a long. Exact. */
  abstract long getLong(ByteBuffer bytes, int at);

  /** The value as a double. Exact. */
  abstract double getDouble(ByteBuffer bytes, int at);

  /** The double nearest to the value. */
  abstract double nearestDouble(ByteBuffer bytes, int at);

  /** The value as a float. Exact. */
  abstract float getFloat(ByteBuffer bytes, int at);

  /** The float nearest to the value. */
  abstract float nearestFloat(ByteBuffer bytes, int at);

  /** The value as a decimal number. Exact; there is none for NaN and the infinities. */
  abstract BigDecimal getBigDecimal(ByteBuffer bytes, int at);

  /** The float for itself, to be shown. */
  BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
    return BinaryFloat.of(getDouble(bytes, at), 53, Double.MIN_EXPONENT);
  }

  /** Stores a value. Exact. */
  abstract void putLong(ByteBuffer bytes, int at, long value);

  /** Stores a value. Exact. */
  abstract void putDouble(ByteBuffer bytes, int at, double value);

  /** The value as an integer of any size. Exact. */
  BigInteger getBigInteger(ByteBuffer bytes, int at) {
    return getBigDecimal(bytes, at).toBigIntegerExact();
  }

  /** Whether the value is not zero, as NumPy's {@code astype(bool)}. */
  boolean isTrue(ByteBuffer bytes, int at) {
    return getDouble(bytes, at) != 0;
  }

  void longs(ByteBuffer bytes, int at, int stride, long[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = getLong(bytes, at + i * stride);
    }
  }

  void ints(ByteBuffer bytes, int at, int stride, int[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toInt(getLong(bytes, at + i * stride));
    }
  }

  void shorts(ByteBuffer bytes, int at, int stride, short[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toShort(getLong(bytes, at + i * stride));
    }
  }

  void bytes(ByteBuffer bytes, int at, int stride, byte[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toByte(getLong(bytes, at + i * stride));
    }
  }

  void booleans(ByteBuffer bytes, int at, int stride, boolean[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = Exact.toBoolean(getLong(bytes, at + i * stride));
    }
  }

  void doubles(ByteBuffer bytes, int at, int stride, double[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = getDouble(bytes, at + i * stride);
    }
  }

  void floats(ByteBuffer bytes, int at, int stride, float[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = getFloat(bytes, at + i * stride);
    }
  }
}
