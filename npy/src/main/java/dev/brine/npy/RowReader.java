package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.load.Rows;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an array in order, a few at a time, so that the array can be larger than
 * memory. A row is a slice along the first axis. Not thread-safe.
 */
public final class RowReader implements Closeable {
  private final Rows rows;
  private final @Nullable Closeable owned;
  private final long count;
  private long position;

  RowReader(Rows rows, @Nullable Closeable owned) {
    this.rows = rows;
    this.owned = owned;
    this.count = rows.header().shape().dim(0);
  }

  /** The header of the whole array. */
  public NpyHeader header() {
    return rows.header();
  }

  /** The number of rows. */
  public long count() {
    return count;
  }

  /** The index of the next row. */
  public long position() {
    return position;
  }

  /**
   * Reads the next {@code most} rows, or as many as are left.
   *
   * @return an array of these rows; null if none are left
   * @throws dev.brine.error.BrineException if the file is malformed, or the rows do not fit in
   *     memory
   */
  public @Nullable NdArray next(long most) throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException("the number of rows must be at least 1 but was " + most);
    }
    long length = Math.min(most, count - position);
    if (length == 0) {
      return null;
    }
    NdArray array = rows.next(length);
    position += length;
    return array;
  }

  /**
   * Reads the rows {@code from} (inclusive) to {@code to} (exclusive), and skips those before them.
   *
   * @throws IndexOutOfBoundsException if some of them were read or skipped before, or do not exist
   * @throws dev.brine.error.BrineException if the file is malformed, or the rows do not fit in
   *     memory
   */
  public NdArray read(long from, long to) throws IOException {
    if (from < position || to < from || to > count) {
      throw new IndexOutOfBoundsException(
          "rows [%s, %s) of %s, of which %s were read or skipped"
              .formatted(from, to, count, position));
    }
    rows.skip(from - position);
    position = from;
    NdArray array = rows.next(to - from);
    position = to;
    return array;
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } finally {
      if (owned != null) {
        owned.close();
      }
    }
  }
}
