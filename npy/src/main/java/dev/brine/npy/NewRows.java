package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.AtomicFile;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A new file, whose header gets the number of rows when it is committed. */
final class NewRows implements RowTarget {
  private final DType dtype;
  private final Shape row;
  private final Location location;
  private final AtomicFile file;

  private NewRows(DType dtype, Shape row, Location location, AtomicFile file) {
    this.dtype = dtype;
    this.row = row;
    this.location = location;
    this.file = file;
  }

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
            location, "the number of rows comes first, and a pipe cannot be changed");
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
    return RowShapes.header(dtype, RowShapes.of(rows, row), null, location);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    file.target().write(bytes);
  }

  /** Does nothing: the file is not in place before it is committed. */
  @Override
  public void flush(long rows) {}

  @Override
  public void commit(long rows) throws IOException {
    // of the same length, whatever the number: NumPy keeps room for its digits
    file.target().patch(0, header(dtype, row, rows, location));
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
