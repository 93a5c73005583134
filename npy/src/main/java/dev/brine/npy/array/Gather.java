package dev.brine.npy.array;

import dev.brine.npy.dtype.Shape;

/** Copies of arrays put together along the first axis, as the bytes they are. */
final class Gather {
  private Gather() {}

  /** The array as one of bytes with a first axis. */
  static BufferArray bytes(NdArray array) {
    if (array.ndim() == 0) {
      throw new UnsupportedOperationException("a 0-d array has no rows");
    }
    if (array instanceof BufferArray bytes) {
      return bytes;
    }
    throw new UnsupportedOperationException("the elements of " + array.dtype() + " are not bytes");
  }

  /** The rows at these places, one after another. */
  static Storage rows(BufferArray from, int[] indexes) {
    int itemsize = from.dtype().itemsize();
    long rows = from.shape().dim(0);
    long row = rows == 0 ? 0 : from.size() / rows * itemsize;
    Storage target = Storage.allocate(row * indexes.length, itemsize);
    long at = 0;
    for (int index : indexes) {
      copy((BufferArray) from.row(index), target, at);
      at += row;
    }
    return target;
  }

  /** The shape of all of them after one another. */
  static Shape joined(NdArray... arrays) {
    if (arrays.length == 0) {
      throw new IllegalArgumentException("need at least one array to concatenate");
    }
    BufferArray first = bytes(arrays[0]);
    long[] dims = first.shape().dims();
    long rows = 0;
    for (NdArray array : arrays) {
      BufferArray next = bytes(array);
      dims[0] = next.shape().dim(0);
      if (!next.dtype().equals(first.dtype()) || !next.shape().equals(Shape.of(dims))) {
        throw new IllegalArgumentException(
            "arrays of "
                + first.dtype()
                + " and shape "
                + first.shape()
                + " and of "
                + next.dtype()
                + " and shape "
                + next.shape()
                + " do not fit behind one another");
      }
      rows = Math.addExact(rows, dims[0]);
    }
    dims[0] = rows;
    return Shape.of(dims);
  }

  /** Copies all of them, one after another. */
  static void all(NdArray[] arrays, Storage target) {
    long at = 0;
    for (NdArray array : arrays) {
      copy(bytes(array), target, at);
      at += array.size() * array.dtype().itemsize();
    }
  }

  private static void copy(BufferArray from, Storage target, long at) {
    int itemsize = from.dtype().itemsize();
    if (itemsize > 0) {
      Copies.copy(from.chunks(Order.C), itemsize, target, at);
    }
  }
}
