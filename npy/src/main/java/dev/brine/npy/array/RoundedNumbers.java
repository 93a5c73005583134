package dev.brine.npy.array;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Numbers whose conversion to float and double rounds to the nearest. */
final class RoundedNumbers extends Numbers {
  private final Numbers exact;

  private RoundedNumbers(Numbers exact) {
    this.exact = exact;
  }

  static Numbers of(Numbers numbers) {
    return numbers instanceof RoundedNumbers ? numbers : new RoundedNumbers(numbers);
  }

  @Override
  long getLong(ByteBuffer bytes, int at) {
    return exact.getLong(bytes, at);
  }

  @Override
  double getDouble(ByteBuffer bytes, int at) {
    return exact.nearestDouble(bytes, at);
  }

  @Override
  double nearestDouble(ByteBuffer bytes, int at) {
    return exact.nearestDouble(bytes, at);
  }

  @Override
  float getFloat(ByteBuffer bytes, int at) {
    return exact.nearestFloat(bytes, at);
  }

  @Override
  float nearestFloat(ByteBuffer bytes, int at) {
    return exact.nearestFloat(bytes, at);
  }

  @Override
  BigDecimal getBigDecimal(ByteBuffer bytes, int at) {
    return exact.getBigDecimal(bytes, at);
  }

  @Override
  BinaryFloat getFloatParts(ByteBuffer bytes, int at) {
    return exact.getFloatParts(bytes, at);
  }

  @Override
  void putLong(ByteBuffer bytes, int at, long value) {
    exact.putLong(bytes, at, value);
  }

  @Override
  void putDouble(ByteBuffer bytes, int at, double value) {
    exact.putDouble(bytes, at, value);
  }
}
