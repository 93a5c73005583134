package dev.brine.npy.internal.element;

import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;

/** The rows of an array, as arrays of their own. */
final class RowHeader {
  private RowHeader() {}

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
