package dev.brine.npy.internal.strided;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Numbers whose conversion to float and double rounds to the nearest. */
public final class RoundedNumbers extends Numbers {
  private final Numbers exact;

  private RoundedNumbers(Numbers exact) {
    this.exact = exact;
  }

  public static Numbers of(Numbers numbers) {
    return numbers instanceof RoundedNumbers ? numbers : new RoundedNumbers(numbers);
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
}
