package dev.brine.npy.internal.load;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.element.Rows;

/** An array whose rows can be read, at the first of them. */
public record OpenRows(NpyHeader header, Rows rows) {

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
}
