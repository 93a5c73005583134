package dev.brine.npy.internal.strided;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Bools: a byte each, true unless 0, as in NumPy. */
public final class BoolNumbers extends Numbers {

  @Override
  public long getLong(ByteBuffer bytes, int at) {
    return bytes.get(at) == 0 ? 0 : 1;
  }

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

  @Override
  public void putLong(ByteBuffer bytes, int at, long value) {
    bytes.put(at, (byte) (Exact.toBoolean(value) ? 1 : 0));
  }

  @Override
  public void putDouble(ByteBuffer bytes, int at, double value) {
    putLong(bytes, at, Exact.toLong(value));
  }
}
