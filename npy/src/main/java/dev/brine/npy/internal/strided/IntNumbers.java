package dev.brine.npy.internal.strided;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Signed ints of 1, 2, 4 and 8 bytes. */
public final class IntNumbers extends Numbers {
  private final int size;
  private final ByteOrder order;
  private final boolean swap;

  public IntNumbers(int size, ByteOrder order) {
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
  public boolean isTrue(ByteBuffer bytes, int at) {
    return getLong(bytes, at) != 0;
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
  public void putDouble(ByteBuffer bytes, int at, double value) {
    putLong(bytes, at, Exact.toLong(value));
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
  public void shorts(ByteBuffer bytes, int at, int stride, short[] target, int offset, int count) {
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
