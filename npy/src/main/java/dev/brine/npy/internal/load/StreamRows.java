package dev.brine.npy.internal.load;

import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Rows in C order, one after another in a stream. */
final class StreamRows implements Rows {

  /** Opens the elements again, further on. */
  public interface Reopen {
    /** A stream from this many bytes after the first element on. */
    InputStream at(long offset) throws IOException;
  }

  private InputStream in;
  private final NpyHeader header;
  private final Location location;
  private final long rowBytes;
  private final @Nullable Reopen reopen;
  private long done;

  /**
   * Creates one, which closes the stream with itself.
   *
   * @param in at the first element
   * @param location of the first element
   * @param available how many bytes the stream has from there on
   * @param reopen how to skip rows without reading them; null to read them
   * @throws dev.brine.error.TruncatedException if they are fewer than the header says
   */
  StreamRows(
      InputStream in,
      NpyHeader header,
      Location location,
      long available,
      Truncation truncation,
      @Nullable Reopen reopen)
      throws IOException {
    if (available < header.dataBytes()) {
      throw truncation.at(location, header, available);
    }
    this.in = in;
    this.reopen = reopen;
    this.header = header;
    this.location = location;
    this.rowBytes = RowHeader.bytes(header);
  }

  @Override
  public NpyHeader header() {
    return header;
  }

  @Override
  public NdArray next(long count) throws IOException {
    NpyHeader rows = RowHeader.of(header, count);
    Location at = location.at(location.offset() + done);
    NdArray array = StreamElements.read(in, rows, at, -1, rows.dataBytes());
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
      // a stream may skip nothing for reasons of its own; at its end there is nothing to read
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
