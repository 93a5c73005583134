package dev.brine.npy.internal.strided;

import dev.brine.internal.number.Float16;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** IEEE 754 floats of 2, 4 and 8 bytes. */
public final class FloatNumbers extends Numbers {
  private final int size;
  private final ByteOrder order;
  private final boolean swap;

  FloatNumbers(int size, ByteOrder order) {
    this.size = size;
    this.order = order;
    this.swap = order == ByteOrder.BIG_ENDIAN;
  }

  @Override
  public double getDouble(ByteBuffer bytes, int at) {
    return switch (size) {
      case 2 -> Float16.toFloat(swap ? Short.reverseBytes(bytes.getShort(at)) : bytes.getShort(at));
      case 4 -> single(bytes, at);
      default ->
          Double.longBitsToDouble(swap ? Long.reverseBytes(bytes.getLong(at)) : bytes.getLong(at));
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
    double value = getDouble(bytes, at);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ArithmeticException(value + " is not a number with digits");
    }
    return new BigDecimal(value);
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
      case 2 -> {
        short bits = Float16.exact(value);
        bytes.putShort(at, swap ? Short.reverseBytes(bits) : bits);
      }
      case 4 -> {
        int bits = Float.floatToRawIntBits(Exact.toFloat(value));
        bytes.putInt(at, swap ? Integer.reverseBytes(bits) : bits);
      }
      default -> {
        long bits = Double.doubleToRawLongBits(value);
        bytes.putLong(at, swap ? Long.reverseBytes(bits) : bits);
      }
    }
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
  public void floats(ByteBuffer bytes, int at, int stride, float[] target, int offset, int count) {
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
