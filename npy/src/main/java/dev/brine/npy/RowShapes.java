package dev.brine.npy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.header.NpyHeaderWriter;
import org.jspecify.annotations.Nullable;

/** The shapes of arrays and of their rows. */
final class RowShapes {
  private RowShapes() {}

  /** The shape of so many rows of this shape. */
  static Shape of(long rows, Shape row) {
    long[] dims = new long[row.ndim() + 1];
    dims[0] = rows;
    for (int i = 0; i < row.ndim(); i++) {
      dims[i + 1] = row.dim(i);
    }
    return Shape.of(dims);
  }

  /**
   * The header of an array of rows that are yet to be written.
   *
   * @throws IllegalArgumentException if the shape has no axis
   * @throws BrineException if such an array cannot be saved, or not in this way
   */
  static byte[] header(DType dtype, Shape shape, @Nullable FormatVersion version, Location location)
      throws BrineException {
    if (shape.ndim() == 0) {
      throw new IllegalArgumentException("a 0-d array has no rows");
    }
    if (dtype.hasObject()) {
      throw new UnsupportedException(
          location, "an array of objects is one pickle, which cannot be written row by row");
    }
    return NpyHeaderWriter.header(dtype, false, shape, version, location);
  }

  /** The shape of a row of an array of this shape, which has an axis. */
  static Shape row(Shape shape) {
    long[] dims = new long[shape.ndim() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i + 1);
    }
    return Shape.of(dims);
  }
}
