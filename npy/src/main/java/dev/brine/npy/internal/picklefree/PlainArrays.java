package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Creates arrays, little-endian and in C order, from Java arrays and buffers. */
public final class PlainArrays {
  private PlainArrays() {}

  /** An array of any dtype over its bytes. */
  public static NdArray of(DType dtype, Shape shape, ByteBuffer bytes) {
    return NdArray.of(dtype, shape, Order.C, bytes);
  }

  /** {@code bool}. */
  public static NdArray bools(boolean[] values, Shape shape) {
    ByteBuffer bytes = room(values.length, 1);
    for (boolean value : values) {
      bytes.put((byte) (value ? 1 : 0));
    }
    return of(DTypes.BOOL, shape, bytes);
  }

  /** {@code int32} if all values fit, otherwise {@code int64}. */
  public static NdArray ints(long[] values, Shape shape) {
    boolean small = true;
    for (long value : values) {
      small &= value == (int) value;
    }
    if (!small) {
      return longs(DTypes.INT64, values, shape);
    }
    ByteBuffer bytes = room(values.length, Integer.BYTES);
    for (long value : values) {
      bytes.putInt((int) value);
    }
    return of(DTypes.INT32, shape, bytes);
  }

  /** A dtype of eight bytes, such as {@code int64} or {@code datetime64}. */
  public static NdArray longs(DType dtype, long[] values, Shape shape) {
    ByteBuffer bytes = room(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return of(dtype, shape, bytes);
  }

  /** {@code float64}. */
  public static NdArray doubles(double[] values, Shape shape) {
    ByteBuffer bytes = room(values.length, Double.BYTES);
    for (double value : values) {
      bytes.putLong(Double.doubleToRawLongBits(value));
    }
    return of(DTypes.FLOAT64, shape, bytes);
  }

  /**
   * {@code str} of the length of the longest string; strings must not end with NUL or have lone
   * surrogates.
   */
  public static NdArray strings(String[] values, Shape shape) {
    int longest = 1;
    for (String value : values) {
      longest = Math.max(longest, value.codePointCount(0, value.length()));
    }
    ByteBuffer bytes = room(values.length, 4L * longest);
    for (int i = 0; i < values.length; i++) {
      bytes.position(4 * longest * i);
      for (int at = 0; at < values[i].length(); ) {
        int point = values[i].codePointAt(at);
        bytes.putInt(point);
        at += Character.charCount(point);
      }
    }
    return of(DTypes.str(longest), shape, bytes);
  }

  /**
   * Allocates little-endian zeros for {@code count} elements.
   *
   * @throws ArithmeticException if they do not fit in a Java array or the heap
   */
  public static ByteBuffer room(long count, long itemsize) {
    long size = Math.multiplyExact(count, itemsize);
    if (size > Integer.MAX_VALUE - 8) {
      throw new ArithmeticException("an array of " + size + " bytes; 2 GiB is the most here");
    }
    try {
      return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    } catch (OutOfMemoryError e) {
      // safe to continue: only the large array could not be allocated
      throw new ArithmeticException("an array of " + size + " bytes, more than Java's heap has");
    }
  }

  /**
   * Returns the bytes of all elements in C order.
   *
   * @throws ArithmeticException if they do not fit in a Java array
   */
  public static byte[] bytes(NdArray array) {
    byte[] all = room(array.size(), array.dtype().itemsize()).array();
    int count = 0;
    for (ByteBuffer part : array.bytes(Order.C)) {
      int length = part.remaining();
      part.get(all, count, length);
      count += length;
    }
    return all;
  }
}
