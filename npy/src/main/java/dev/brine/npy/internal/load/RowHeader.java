package dev.brine.npy.internal.load;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;

/** The rows of an array, as arrays of their own. */
final class RowHeader {
  private RowHeader() {}

  /** Refuses arrays without rows that could be read one by one. */
  static void check(NpyHeader header, Location location) throws UnsupportedException {
    if (header.dtype().hasObject()) {
      throw new UnsupportedException(
          location, "the rows of an object array are in one pickle; load it instead");
    }
    if (header.shape().ndim() == 0) {
      throw new UnsupportedException(location, "a 0-d array has no rows; load it instead");
    }
  }

  /** The header that an array of {@code count} of the rows would have. */
  static NpyHeader of(NpyHeader header, long count) {
    long[] dims = header.shape().dims();
    dims[0] = count;
    return new NpyHeader(
        header.version(), header.dtype(), header.fortranOrder(), Shape.of(dims), header.length());
  }

  /** The bytes of a row. */
  static long bytes(NpyHeader header) {
    return of(header, 1).dataBytes();
  }
}
