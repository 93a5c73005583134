package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.save.RowShapes;
import dev.brine.npy.internal.save.RowTarget;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes the rows of an array in order, a few at a time, so that the array may be larger than
 * memory. A row is what is at one place of the first axis. Not for use by several threads.
 */
public final class RowWriter implements Closeable {

  /** Is told how the writing ended. */
  interface End {
    void ended(boolean well);
  }

  private final DType dtype;
  private final Shape row;
  private final RowTarget target;
  private final End end;
  private final long most;
  private long count;
  private boolean failed;
  private boolean closed;

  /**
   * Writes rows to a target.
   *
   * @param count the rows that are there
   * @param most the rows that there may be
   */
  RowWriter(DType dtype, Shape row, RowTarget target, long count, long most, End end) {
    this.dtype = dtype;
    this.row = row;
    this.target = target;
    this.count = count;
    this.most = most;
    this.end = end;
  }

  /** The dtype that rows must have. */
  public DType dtype() {
    return dtype;
  }

  /** The shape of one row; of no axis where the array has one. */
  public Shape rowShape() {
    return row;
  }

  /** How many rows the array has so far, those included that were there before. */
  public long count() {
    return count;
  }

  /**
   * Writes rows.
   *
   * @param rows an array of this dtype whose first axis counts rows, and whose others are those of
   *     a row
   * @throws IllegalArgumentException if it is another dtype or shape, or there are too many
   */
  public RowWriter write(NdArray rows) throws IOException {
    check(rows);
    boolean written = false;
    try {
      for (ByteBuffer part : rows.bytes(Order.C)) {
        target.write(part);
      }
      count += rows.shape().dim(0);
      written = true;
    } finally {
      failed |= !written;
    }
    return this;
  }

  private void check(NdArray rows) {
    if (closed || failed) {
      throw new IllegalStateException(closed ? "the writer is closed" : "a write has failed");
    }
    if (!rows.dtype().equals(dtype)) {
      throw new IllegalArgumentException("the rows are " + rows.dtype() + ", not " + dtype);
    }
    if (rows.ndim() == 0 || !RowShapes.row(rows.shape()).equals(row)) {
      throw new IllegalArgumentException(
          "rows of shape " + row + " are an array of shape (n, …), not " + rows.shape());
    }
    if (rows.shape().dim(0) > most - count) {
      throw new IllegalArgumentException("there would be more than the " + most + " rows promised");
    }
  }

  /**
   * Makes the rows so far part of a file that is appended to, which costs two waits for the disk: a
   * crash after it does not lose them. Elsewhere this does nothing.
   */
  public void flush() throws IOException {
    if (!failed && !closed) {
      target.flush(count);
    }
  }

  /** Gives up what was not flushed: {@link #close} leaves the file as it was. */
  public void discard() {
    failed = true;
  }

  /**
   * Ends the array.
   *
   * @throws IllegalStateException if it was to have more rows, as a member of an archive
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    boolean well = false;
    try (RowTarget closing = target) {
      if (!failed) {
        closing.commit(count);
        well = true;
      }
    } finally {
      end.ended(well);
    }
  }
}
