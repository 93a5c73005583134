package dev.brine.npy.array;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Bools: a byte each, true unless 0, as in NumPy. */
final class BoolNumbers extends Numbers {

  @Override
  long getLong(ByteBuffer bytes, int at) {
    return bytes.get(at) == 0 ? 0 : 1;
  }

  @Override
  double getDouble(ByteBuffer bytes, int at) {
    return getLong(bytes, at);
  }

  @Override
  double nearestDouble(ByteBuffer bytes, int at) {
    return getLong(bytes, at);
  }

  @Override
  float getFloat(ByteBuffer bytes, int at) {
    return getLong(bytes, at);
  }

  @Override
  float nearestFloat(ByteBuffer bytes, int at) {
    return getLong(bytes, at);
  }

  @Override
  BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
    return BigDecimal.valueOf(getLong(bytes, at));
  }

  @Override
  void putLong(ByteBuffer bytes, int at, long value) {
    bytes.put(at, (byte) (Exact.toBoolean(value) ? 1 : 0));
  }

  @Override
  void putDouble(ByteBuffer bytes, int at, double value) {
    putLong(bytes, at, Exact.toLong(value));
  }
}
