package dev.brine.npy.array;

/**
 * The axes of a layout in the order of a walk, the fastest first: axes of length 1 left out, and
 * neighbours that can be walked as one joined. A packed array has one axis then.
 */
final class Axes {
  private final long[] dims;
  private final long[] strides;
  private final int count;

  private Axes(long[] dims, long[] strides, int count) {
    this.dims = dims;
    this.strides = strides;
    this.count = count;
  }

  static Axes of(Layout layout, Order order) {
    int ndim = layout.ndim();
    long[] dims = new long[ndim];
    long[] strides = new long[ndim];
    int count = 0;
    for (int i = 0; i < ndim; i++) {
      int axis = order == Order.C ? ndim - 1 - i : i;
      long dim = layout.dim(axis);
      long stride = layout.stride(axis);
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
