package dev.brine.datasets.internal.keras;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Keras' {@code test_split}: the fraction of the examples for testing. */
public final class SplitRatio {
  private SplitRatio() {}

  /**
   * Checks a fraction as Keras' housing datasets do.
   *
   * @throws IllegalArgumentException unless it is at least 0 and less than 1, with Keras' message
   */
  public static void require(double testSplit) {
    if (!(testSplit >= 0 && testSplit < 1)) {
      throw new IllegalArgumentException(
          "Invalid `test_split` argument: "
              + python(testSplit)
              + ". It must be between 0 and 1 (exclusive of 1).");
    }
  }

  /**
   * Returns how many of {@code n} examples are for training: {@code int(n * (1 - test_split))}, by
   * Python's rules for slices.
   *
   * @throws IllegalArgumentException for NaN and infinities, with Python's message
   */
  public static int cut(int n, double testSplit) {
    double product = n * (1 - testSplit);
    if (Double.isNaN(product)) {
      throw new IllegalArgumentException("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(product)) {
      throw new IllegalArgumentException("cannot convert float infinity to integer");
    }
    long cut = (long) product;
    return (int) Math.max(0, Math.min(n, cut < 0 ? n + cut : cut));
  }

  /** Returns a number as Python writes it, which is how NumPy writes a float64. */
  private static String python(double value) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(0, value);
    return NdArray.of(DTypes.FLOAT64, Shape.SCALAR, Order.C, bytes).toString();
  }
}
