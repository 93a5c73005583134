package dev.brine.npy.internal.element;

import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.io.InputStream;

/** Rows in C order, one after another in a stream. */
public final class StreamRows implements Rows {
  private final InputStream in;
  private final NpyHeader header;
  private final Location location;
  private final long rowBytes;
  private long done;

  /**
   * Creates one, which closes the stream with itself.
   *
   * @param in at the first element
   * @param location of the first element
   * @param available how many bytes the stream has from there on
   * @throws dev.brine.error.TruncatedException if they are fewer than the header says
   */
  public StreamRows(
      InputStream in, NpyHeader header, Location location, long available, Truncation truncation)
      throws IOException {
    if (available < header.dataBytes()) {
      throw truncation.at(location, header, available);
    }
    this.in = in;
    this.header = header;
    this.location = location;
    this.rowBytes = RowHeader.bytes(header);
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
