package dev.brine.convert.internal.columns;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.Order;
import java.nio.ByteBuffer;

/** The bytes of an array's elements, in C order. */
public final class ElementList {
  private ElementList() {}

  /**
   * All of them.
   *
   * @throws ArithmeticException if they are more than one Java array can hold
   */
  public static byte[] bytes(NdArray array) {
    byte[] all = Columns.room(array.size(), array.dtype().itemsize()).array();
    int count = 0;
    for (ByteBuffer part : array.bytes(Order.C)) {
      int length = part.remaining();
      part.get(all, count, length);
      count += length;
    }
    return all;
  }
}
