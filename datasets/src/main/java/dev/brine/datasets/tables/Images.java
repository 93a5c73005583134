package dev.brine.datasets.tables;

import dev.brine.datasets.tables.PackedArray.Options.Memory;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Converts images of bytes to images of floats. */
public final class Images {
  private static final int STEP = 1 << 13;

  private Images() {}

  /**
   * Returns {@code x.astype("float32") / 255}, pixels from 0 to 1 in the shape of {@code images},
   * on the heap.
   *
   * @param images uint8, of any shape
   */
  public static PackedArray scaled(NdArray images) {
    return scaled(images, 255, Memory.HEAP);
  }

  /**
   * Returns {@code x.astype("float32") / divisor}.
   *
   * <p>The result has the axes of {@code images} in their order. {@code images} may be a view:
   * {@code x.transpose(0, 3, 1, 2)} moves the color channels from last to first, and {@code
   * x.transpose(0, 2, 3, 1)} moves them back.
   *
   * @param images numbers that float32 represents exactly, such as uint8
   * @param divisor the number by which each pixel is divided
   * @param memory where the result is allocated
   * @throws IllegalArgumentException if the result would not fit into a buffer of 2 GiB
   */
  public static PackedArray scaled(NdArray images, float divisor, Memory memory) {
    Shape shape = images.shape();
    if (!(images instanceof NumericArray pixels)) {
      throw new IllegalArgumentException("images must be numbers but were " + images.dtype());
    }
    if (shape.size() > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          "images of shape "
              + shape
              + " do not fit into a Java buffer of 2 GiB; scale slices of them");
    }
    int size = (int) shape.size() * Float.BYTES;
    ByteBuffer bytes = memory.allocate(size);
    FloatBuffer target = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] step = new float[STEP];
    while (target.hasRemaining()) {
      int count = Math.min(STEP, target.remaining());
      pixels.copyTo(Order.C, target.position(), step, 0, count);
      for (int i = 0; i < count; i++) {
        step[i] /= divisor;
      }
      target.put(step, 0, count);
    }
    return new PackedArray(bytes, DTypes.FLOAT32, shape, Order.C);
  }
}
