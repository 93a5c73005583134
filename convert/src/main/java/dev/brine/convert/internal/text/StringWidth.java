package dev.brine.convert.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.DType;

/**
 * The size of strings in an array, where each is as wide as the longest.
 *
 * @param wide bytes in the array, all of it; at most {@link Long#MAX_VALUE}
 * @param narrow bytes in UTF-8
 * @param row bytes of a row
 * @param line where the longest is
 */
record StringWidth(long wide, long narrow, long row, long line) {
  /** No texts. */
  static final StringWidth NONE = new StringWidth(0, 0, 0, 0);

  /** Smaller arrays are never refused. */
  private static final long SMALL = 256 << 20;

  /** Even ASCII takes four times its size in UTF-8. */
  private static final long WIDER = 16;

  /** A row is held in memory. */
  private static final long MAX_ROW = 64 << 20;

  /** With a column of this dtype, of which a row has so many. */
  StringWidth with(Column column, DType dtype, long each, long rows) {
    if (dtype.kind() != DType.Kind.STR) {
      return this;
    }
    long added = each * dtype.itemsize();
    boolean worst = added > row;
    long all = row + added;
    return new StringWidth(
        all > Long.MAX_VALUE / Math.max(rows, 1) ? Long.MAX_VALUE : all * rows,
        narrow + column.bytes(),
        all,
        worst ? column.longestLine() : line);
  }

  /** Whether the array would take much more than the strings in UTF-8. */
  boolean isWasteful() {
    return row > MAX_ROW || (wide > SMALL && wide / WIDER > narrow);
  }

  /** Refuses an array that would take much more than its strings in UTF-8. */
  void check(Location location, String instead) throws LimitException {
    if (isWasteful()) {
      throw new LimitException(
          location,
          "NumPy stores each string as wide as the longest, which is on line "
              + line
              + ": "
              + wide
              + " bytes for "
              + narrow
              + " of text; "
              + instead);
    }
  }
}
