package dev.brine.npy.internal.load;

import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.npy.dtype.NpyHeader;

/** NumPy's messages for missing elements: one for files, another for streams. */
public enum Truncation {
  /** A file, which NumPy reads with {@code np.fromfile}. */
  FILE {
    @Override
    String reason(NpyHeader header, long available) {
      return ("Failed to read all data for array. Expected %s = %s elements, could only read %s"
              + " elements. (file seems not fully written?)")
          .formatted(header.shape(), header.shape().size(), available / header.dtype().itemsize());
    }
  },

  /** A member of an archive, or any other stream, which NumPy reads in blocks of 256 KiB. */
  STREAM {
    @Override
    String reason(NpyHeader header, long available) {
      int itemsize = header.dtype().itemsize();
      long block = (long) Math.max(1, BLOCK / itemsize) * itemsize;
      long before = available / block * block;
      return "EOF: reading array data, expected %s bytes got %s"
          .formatted(Math.min(block, header.dataBytes() - before), available - before);
    }
  };

  private static final int BLOCK = 256 * 1024;

  abstract String reason(NpyHeader header, long available);

  /**
   * The failure.
   *
   * @param location the location of the first element
   * @param available the number of bytes that exist, fewer than the header says
   */
  TruncatedException at(Location location, NpyHeader header, long available) {
    return new TruncatedException(
        location.at(location.offset() + available), reason(header, available));
  }
}
