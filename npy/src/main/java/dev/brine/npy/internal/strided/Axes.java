package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;

/**
 * The axes of a layout in the order of a walk, the fastest first: axes of length 1 left out, and
 * neighbours that can be walked as one joined. A packed array has one axis then.
 */
public final class Axes {
  private final long[] dims;
  private final long[] strides;
  private final int count;

  private Axes(long[] dims, long[] strides, int count) {
    this.dims = dims;
    this.strides = strides;
    this.count = count;
  }

  /** The axes of a shape whose elements lie {@code layoutStrides} apart. */
  static Axes of(Shape shape, long[] layoutStrides, Order order) {
    int ndim = shape.ndim();
    long[] dims = new long[ndim];
    long[] strides = new long[ndim];
    int count = 0;
    for (int i = 0; i < ndim; i++) {
      int axis = order == Order.C ? ndim - 1 - i : i;
      long dim = shape.dim(axis);
      long stride = layoutStrides[axis];
      if (dim == 1) {
        continue;
      }
      if (count > 0 && stride == strides[count - 1] * dims[count - 1]) {
        dims[count - 1] *= dim;
      } else {
        dims[count] = dim;
        strides[count] = stride;
        count++;
      }
    }
    return new Axes(dims, strides, count);
  }

  int count() {
    return count;
  }

  long dim(int axis) {
    return dims[axis];
  }

  long stride(int axis) {
    return strides[axis];
  }
}
