package dev.brine.npy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.ByteTarget;
import dev.brine.internal.zip.MemberTarget;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.header.NpyHeaderWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The destination of the rows of one array. */
interface RowTarget extends ByteTarget, Closeable {
  /** Makes the rows written so far part of the file, which then has {@code rows} rows. */
  void flush(long rows) throws IOException;

  /** Completes the array, which has {@code rows} rows. */
  void commit(long rows) throws IOException;

  /** Discards rows that were not flushed or committed. */
  @Override
  void close() throws IOException;

  /** A new file, whose header is updated with the number of rows on commit. */
  record NewRows(DType dtype, Shape row, Location location, AtomicFile file) implements RowTarget {
    /**
     * Begins a file.
     *
     * @throws UnsupportedException if rows of this dtype cannot be saved, or the path is a pipe
     */
    static NewRows create(Path path, DType dtype, Shape row) throws IOException {
      Location location = Location.of(path.toString());
      byte[] header = header(dtype, row, 0, location);
      AtomicFile file = AtomicFile.create(path);
      try {
        if (!file.target().isSeekable()) {
          throw new UnsupportedException(
              location,
              "rows cannot be written to a pipe, because the header before them has their number");
        }
        file.target().write(header);
        return new NewRows(dtype, row, location, file);
      } catch (IOException | RuntimeException e) {
        file.closeAfter(e);
        throw e;
      }
    }

    private static byte[] header(DType dtype, Shape row, long rows, Location location)
        throws IOException {
      return headerOfRows(dtype, shape(rows, row), null, location);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      file.target().write(bytes);
    }

    /** Does nothing, because the file is not in place before it is committed. */
    @Override
    public void flush(long rows) {}

    @Override
    public void commit(long rows) throws IOException {
      // the length does not depend on the number of rows: NumPy leaves room for its digits
      file.target().patch(0, header(dtype, row, rows, location));
      file.commit();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** A member of an archive, which must get as many rows as its header says. */
  record MemberRows(MemberTarget target, long rows) implements RowTarget {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      target.write(bytes);
    }

    @Override
    public void flush(long written) {}

    @Override
    public void commit(long written) throws IOException {
      if (written != rows) {
        throw new IllegalStateException(
            "the array must have %s rows, but only %s%s"
                .formatted(rows, written, written == 1 ? " was written" : " were written"));
      }
      target.end();
    }

    @Override
    public void close() {}
  }

  /** The shape of an array of {@code rows} rows. */
  static Shape shape(long rows, Shape row) {
    long[] dims = new long[row.ndim() + 1];
    dims[0] = rows;
    for (int i = 0; i < row.ndim(); i++) {
      dims[i + 1] = row.dim(i);
    }
    return Shape.of(dims);
  }

  /**
   * The header of an array whose rows are written later.
   *
   * @throws IllegalArgumentException if the shape has no axis
   * @throws BrineException if such an array cannot be saved, or not in this way
   */
  static byte[] headerOfRows(
      DType dtype, Shape shape, @Nullable FormatVersion version, Location location)
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
  static Shape rowShape(Shape shape) {
    long[] dims = new long[shape.ndim() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i + 1);
    }
    return Shape.of(dims);
  }
}
