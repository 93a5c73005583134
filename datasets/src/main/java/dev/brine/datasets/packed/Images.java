package dev.brine.datasets.packed;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** From pictures of bytes to pictures of floats, as networks take them. */
public final class Images {
  private static final int STEP = 1 << 13;

  private Images() {}

  /**
   * {@code x.astype("float32") / 255}: pixels from 0 to 1, the shape as it was.
   *
   * @param pictures uint8, of any shape
   */
  public static PackedArray scaled(NdArray pictures) {
    return scaled(pictures, 255, false);
  }

  /**
   * {@code x.astype("float32") / divisor}.
   *
   * <p>In the order of the axes of {@code pictures}, which may be a view: {@code x.transpose(0, 3,
   * 1, 2)} of pictures with the colours last gives them with the colours first, and {@code
   * x.transpose(0, 2, 3, 1)} the other way round.
   *
   * @param pictures numbers that float32 has exactly, such as uint8
   * @param divisor what each is divided by
   * @param direct whether the result lies outside the heap
   * @throws IllegalArgumentException if it would not fit into a buffer of 2 GiB
   */
  public static PackedArray scaled(NdArray pictures, float divisor, boolean direct) {
    Shape shape = pictures.shape();
    if (!(pictures instanceof NumericArray pixels)) {
      throw new IllegalArgumentException("pictures must be numbers but were " + pictures.dtype());
    }
    if (shape.size() > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          "pictures of shape "
              + shape
              + " do not fit into a Java buffer of 2 GiB; scale slices of them");
    }
    int size = (int) shape.size() * Float.BYTES;
    ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
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
