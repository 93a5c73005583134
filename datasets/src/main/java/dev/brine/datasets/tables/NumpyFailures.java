package dev.brine.datasets.tables;

import dev.brine.npy.dtype.Shape;

/** Failures in NumPy's words. */
final class NumpyFailures {
  private NumpyFailures() {}

  /** For the largest of nothing. */
  static IllegalArgumentException emptyMaximum() {
    return new IllegalArgumentException(
        "zero-size array to reduction operation maximum which has no identity");
  }

  /** For {@code length} cells where there is room for none. */
  static IllegalArgumentException cannotBroadcast(long length, Shape cell) {
    StringBuilder dims = new StringBuilder(",");
    for (int axis = 0; axis < cell.ndim(); axis++) {
      dims.append(cell.dim(axis)).append(axis == cell.ndim() - 1 ? "" : ",");
    }
    return new IllegalArgumentException(
        "could not broadcast input array from shape ("
            + length
            + dims
            + ") into shape (0"
            + dims
            + ")");
  }
}
