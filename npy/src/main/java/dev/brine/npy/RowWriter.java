package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes the rows of an array in order, a few at a time, so that the array can be larger than
 * memory. A row is a slice along the first axis. {@link Npy#writeRows}, {@link Npy#appendRows} and
 * {@link NpzWriter#putRows} pass a writer to a lambda, and complete the array when the lambda has
 * returned. Without a lambda, {@link #commit} completes the array; {@link #close} without {@code
 * commit} discards the rows. Not thread-safe.
 */
public final class RowWriter implements Closeable {
  /** Writes the rows of an array. */
  @FunctionalInterface
  public interface Body {
    /** Writes rows; they are discarded if this throws. */
    void writeTo(RowWriter rows) throws IOException;
  }

  /** Called once, when writing ends. */
  interface End {
    void ended(boolean complete);
  }

  private final Location location;
  private final DType dtype;
  private final Shape row;
  private final RowTarget target;
  private final End end;
  private final long most;
  private long count;

  /** Whether any method has thrown, so that close need not. */
  private boolean thrown;

  private boolean failed;
  private boolean discarded;
  private boolean closed;

  /**
   * Writes rows to a target.
   *
   * @param count the number of rows that exist
   * @param most the largest number of rows that is allowed
   */
  RowWriter(
      Location location, DType dtype, Shape row, RowTarget target, long count, long most, End end) {
    this.location = location;
    this.dtype = dtype;
    this.row = row;
    this.target = target;
    this.count = count;
    this.most = most;
    this.end = end;
  }

  /** Calls the body, commits, and closes. */
  void fill(Body body) throws IOException {
    try (RowWriter closing = this) {
      boolean done = false;
      try {
        body.writeTo(closing);
        done = true;
      } finally {
        failed |= !done;
        thrown |= !done;
      }
      if (!discarded && !closed) {
        commit();
      }
    }
  }

  /** The dtype that rows must have. */
  public DType dtype() {
    return dtype;
  }

  /** The shape of one row: that of the array without its first axis. */
  public Shape rowShape() {
    return row;
  }

  /** The number of rows of the array so far, including those that existed before. */
  public long count() {
    return count;
  }

  /**
   * Writes rows.
   *
   * @param rows an array of this dtype whose first axis is that of the rows, and whose other axes
   *     are those of a row
   * @throws IllegalArgumentException if the dtype or the shape differs, or there are too many rows
   */
  public RowWriter write(NdArray rows) throws IOException {
    boolean written = false;
    try {
      check(rows);
      transfer(rows);
      written = true;
    } finally {
      thrown |= !written;
    }
    return this;
  }

  private void transfer(NdArray rows) throws IOException {
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
  }

  private void check(NdArray rows) {
    checkUsable();
    if (!rows.dtype().equals(dtype)) {
      throw new IllegalArgumentException("the rows are " + rows.dtype() + ", not " + dtype);
    }
    if (rows.ndim() == 0 || !RowTarget.rowShape(rows.shape()).equals(row)) {
      throw new IllegalArgumentException(
          "rows of shape " + row + " are an array of shape (n, …), not " + rows.shape());
    }
    if (rows.shape().dim(0) > most - count) {
      throw new IllegalArgumentException(
          "there would be more than " + most + " rows, the number in the header");
    }
  }

  private void checkUsable() {
    if (closed) {
      throw new IllegalStateException("the writer is closed");
    }
    if (discarded) {
      throw new IllegalStateException("the rows were discarded");
    }
    if (failed) {
      throw new IllegalStateException("rows could not be written before");
    }
  }

  /**
   * Makes the rows written so far part of a file that is appended to: flushed rows survive a crash,
   * and stay if later rows are discarded. This takes two fsyncs. For new files and members of
   * archives, it does nothing.
   */
  public void flush() throws IOException {
    if (failed || discarded || closed) {
      return;
    }
    boolean flushed = false;
    try {
      target.flush(count);
      flushed = true;
    } finally {
      failed |= !flushed;
      thrown |= !flushed;
    }
  }

  /**
   * Discards the rows that were not flushed: {@link #close} leaves the file as it was. For a member
   * of an archive, this abandons the archive.
   */
  public void discard() {
    discarded = true;
  }

  /**
   * Completes the array. A new file replaces an existing one, and a file that is appended to
   * includes its new rows.
   *
   * @throws IllegalStateException if rows could not be written before, were discarded, or a member
   *     of an archive has fewer rows than its shape says
   */
  public void commit() throws IOException {
    boolean complete = false;
    try {
      checkUsable();
      target.commit(count);
      complete = true;
    } finally {
      failed |= !complete;
      thrown |= !complete;
    }
    end(true);
  }

  private void end(boolean complete) throws IOException {
    closed = true;
    try (target) {
      end.ended(complete);
    }
  }

  /**
   * Closes the writer. If {@link #commit} was not called, the rows that were not flushed are
   * discarded, and the file is as it was; an archive is abandoned, so that it never has an
   * incomplete member.
   *
   * @throws IllegalStateException if {@link #commit} was not called, which is a mistake unless a
   *     method of this writer has failed or {@link #discard} was called. After another exception in
   *     a {@code try} block, it is suppressed.
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    end(false);
    if (!thrown && !discarded) {
      throw new IllegalStateException(
          location + ": commit() was not called, so the rows were discarded");
    }
  }
}
