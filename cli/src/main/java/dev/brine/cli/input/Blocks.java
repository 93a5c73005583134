package dev.brine.cli.input;

import dev.brine.npy.RowReader;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an array in blocks of rows (slices along axis 0). A large array is read from its file block
 * by block where the file allows it, so that only the rows of one block are in memory.
 */
public final class Blocks implements Closeable {
  /** Arrays of at most this many bytes are read at once. */
  private static final long SMALL = 1L << 24;

  private final @Nullable NdArray array;
  private final @Nullable RowReader rows;
  private final long count;
  private long position;

  private Blocks(@Nullable NdArray array, @Nullable RowReader rows, long count) {
    this.array = array;
    this.rows = rows;
    this.count = count;
  }

  /** Blocks of an array in memory. */
  public static Blocks of(NdArray array) {
    return new Blocks(array, null, array.ndim() == 0 ? 1 : array.shape().dim(0));
  }

  /** Opens the array of a part. */
  public static Blocks open(Part part, NpyHeader header) throws IOException {
    boolean member = part.member() != null;
    if (header.shape().ndim() == 0
        || header.dtype().hasObject()
        || header.dataBytes() <= SMALL
        || (member && header.fortranOrder() && header.shape().ndim() > 1)) {
      return of(part.array());
    }
    RowReader reader = part.rows();
    if (reader == null) {
      NdArray mapped = part.array();
      return new Blocks(mapped, null, mapped.shape().dim(0));
    }
    return new Blocks(null, reader, reader.count());
  }

  /** The number of rows; 1 if the array is 0-d. */
  public long count() {
    return count;
  }

  /**
   * The next block, an array with the same number of axes and at most {@code most} rows; null if no
   * row is left.
   */
  public @Nullable NdArray next(long most) throws IOException {
    if (array == null) {
      return rows == null ? null : rows.next(most);
    }
    long from = position;
    long to = from + Math.min(most, count - from);
    position = to;
    if (from == to) {
      return null;
    }
    return to - from == count ? array : array.slice(from, to);
  }

  /** The number of rows that have about {@code elements} elements in total; at least 1. */
  public static long rows(NpyHeader header, long elements) {
    long each = 1;
    for (int axis = 1; axis < header.shape().ndim(); axis++) {
      each *= Math.max(1, header.shape().dim(axis));
    }
    return Math.max(1, elements / Math.max(1, each * width(header.dtype())));
  }

  /** The approximate number of 8-byte words of an element. */
  private static long width(DType dtype) {
    return 1L + dtype.itemsize() / Long.BYTES;
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
