package dev.brine.npy.internal.load;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.load.ElementReader.Segments;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an array (slices along the first axis), a few at a time. */
public abstract class Rows implements Closeable {
  final NpyHeader header;
  final Location location;

  /**
   * Checks that all rows exist.
   *
   * @param location the location of the first element
   * @param available the number of bytes from there to the end
   */
  private Rows(NpyHeader header, Location location, long available, Truncation truncation)
      throws IOException {
    if (available < header.dataBytes()) {
      throw truncation.at(location, header, available);
    }
    this.header = header;
    this.location = location;
  }

  /** Opens the elements of an array again, at another offset. */
  public interface Reopen {
    /** Opens a stream that starts {@code offset} bytes after the first element. */
    InputStream at(long offset) throws IOException;
  }

  /** Rejects arrays whose rows cannot be read one by one. */
  public static void check(NpyHeader header, Location location) throws UnsupportedException {
    if (header.dtype().hasObject()) {
      throw new UnsupportedException(
          location, "the rows of an object array are in one pickle; load it instead");
    }
    if (header.shape().ndim() == 0) {
      throw new UnsupportedException(location, "a 0-d array has no rows; load it instead");
    }
  }

  /**
   * Reads rows in C order from a stream, which is closed together with the result.
   *
   * @param in a stream that starts at the first element
   * @param location the location of the first element
   * @param available the number of bytes from there to the end of the stream
   * @param reopen skips rows without reading them; null to read skipped rows
   * @throws dev.brine.error.TruncatedException if there are fewer bytes than the header says
   */
  public static Rows inStream(
      InputStream in,
      NpyHeader header,
      Location location,
      long available,
      Truncation truncation,
      @Nullable Reopen reopen)
      throws IOException {
    return new InStream(in, header, location, available, truncation, reopen);
  }

  /**
   * Reads rows in Fortran order, each of which has a piece in every column. The source stays open.
   *
   * @param start the position of the first element in the source
   * @param location the location of the first element, for messages
   * @param available the number of bytes from there to the end
   * @throws dev.brine.error.TruncatedException if there are fewer bytes than the header says
   */
  public static Rows inFortranOrder(
      ByteSource source,
      long start,
      NpyHeader header,
      Location location,
      long available,
      Truncation truncation)
      throws IOException {
    return new InFortranOrder(source, start, header, location, available, truncation);
  }

  /** The header of the whole array. */
  public final NpyHeader header() {
    return header;
  }

  /** Reads the next {@code count} rows, which must exist. */
  public abstract NdArray next(long count) throws IOException;

  /** Skips the next {@code count} rows, which must exist. */
  public abstract void skip(long count) throws IOException;

  /** The header that an array of {@code count} of the rows would have. */
  final NpyHeader of(long count) {
    long[] dims = header.shape().dims();
    dims[0] = count;
    return new NpyHeader(
        header.version(), header.dtype(), header.fortranOrder(), Shape.of(dims), header.length());
  }

  private static final class InStream extends Rows {
    private final long rowBytes;
    private final @Nullable Reopen reopen;
    private InputStream in;
    private long done;

    InStream(
        InputStream in,
        NpyHeader header,
        Location location,
        long available,
        Truncation truncation,
        @Nullable Reopen reopen)
        throws IOException {
      super(header, location, available, truncation);
      this.in = in;
      this.reopen = reopen;
      this.rowBytes = of(1).dataBytes();
    }

    @Override
    public NdArray next(long count) throws IOException {
      NpyHeader rows = of(count);
      Location at = location.at(location.offset() + done);
      NdArray array = ElementReader.read(in, rows, at, -1, rows.dataBytes());
      done += rows.dataBytes();
      return array;
    }

    @Override
    public void skip(long count) throws IOException {
      long left = count * rowBytes;
      if (left > 0 && reopen != null) {
        in.close();
        in = reopen.at(done + left);
        done += left;
        return;
      }
      while (left > 0) {
        long skipped = in.skip(left);
        // skip can return 0 before the end of the stream; read cannot
        if (skipped == 0 && in.read() >= 0) {
          skipped = 1;
        }
        if (skipped == 0) {
          throw Truncation.STREAM.at(location, header, done);
        }
        left -= skipped;
        done += skipped;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class InFortranOrder extends Rows {
    private final ByteSource source;
    private final long start;
    private long row;

    InFortranOrder(
        ByteSource source,
        long start,
        NpyHeader header,
        Location location,
        long available,
        Truncation truncation)
        throws IOException {
      super(header, location, available, truncation);
      this.source = source;
      this.start = start;
    }

    @Override
    public NdArray next(long count) throws IOException {
      NpyHeader rows = of(count);
      Segments segments = new Segments(rows, location);
      segments.allocateAll();
      int itemsize = header.dtype().itemsize();
      long columnBytes = header.shape().dim(0) * itemsize;
      long pieceBytes = count * itemsize;
      long from = start + row * itemsize;
      for (long at = 0; at < rows.dataBytes(); at += pieceBytes) {
        segments.read(source, from, at, pieceBytes);
        from += columnBytes;
      }
      row += count;
      return ElementReader.array(rows, segments.buffers());
    }

    @Override
    public void skip(long count) {
      row += count;
    }

    @Override
    public void close() {}
  }
}
