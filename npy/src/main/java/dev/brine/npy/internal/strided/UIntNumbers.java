package dev.brine.npy.internal.strided;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Unsigned ints of 1, 2, 4 and 8 bytes. */
public final class UIntNumbers extends Numbers {
  private final int size;
  private final boolean swap;

  UIntNumbers(int size, ByteOrder order) {
    this.size = size;
    this.swap = order == ByteOrder.BIG_ENDIAN;
  }

  /** The bits, those of an 8-byte int in two's complement. */
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
  public float getFloat(ByteBuffer bytes, int at) {
    return Exact.toFloat(getDouble(bytes, at));
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
  public boolean isTrue(ByteBuffer bytes, int at) {
    return bits(bytes, at) != 0;
  }

  @Override
  public void putLong(ByteBuffer bytes, int at, long value) {
    if (value < 0 || (size < 8 && value >>> (size * 8) != 0)) {
      throw new ArithmeticException(value + " does not fit an unsigned int of " + size + " bytes");
    }
    switch (size) {
      case 1 -> bytes.put(at, (byte) value);
      case 2 -> bytes.putShort(at, swap ? Short.reverseBytes((short) value) : (short) value);
      case 4 -> bytes.putInt(at, swap ? Integer.reverseBytes((int) value) : (int) value);
      default -> bytes.putLong(at, swap ? Long.reverseBytes(value) : value);
    }
  }

  @Override
  public void putDouble(ByteBuffer bytes, int at, double value) {
    putLong(bytes, at, Exact.toLong(value));
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
  public void floats(ByteBuffer bytes, int at, int stride, float[] target, int offset, int count) {
    if (size == 1) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = bytes.get(at + i * stride) & 0xff;
      }
    } else {
      super.floats(bytes, at, stride, target, offset, count);
    }
  }
}
