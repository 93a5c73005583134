package dev.brine.npy.internal.load;

import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;

/** Rows in Fortran order: a piece of every column, wherever that is in a source. */
final class FortranRows implements Rows {
  private final ByteSource source;
  private final long start;
  private final NpyHeader header;
  private final Location location;
  private long row;

  /**
   * Creates one, which does not close the source.
   *
   * @param start where in the source the first element is
   * @param location of the first element, for messages
   * @param available how many bytes there are from there on
   * @throws dev.brine.error.TruncatedException if they are fewer than the header says
   */
  FortranRows(
      ByteSource source,
      long start,
      NpyHeader header,
      Location location,
      long available,
      Truncation truncation)
      throws IOException {
    if (available < header.dataBytes()) {
      throw truncation.at(location, header, available);
    }
    this.source = source;
    this.start = start;
    this.header = header;
    this.location = location;
  }

  @Override
  public NpyHeader header() {
    return header;
  }

  @Override
  public NdArray next(long count) throws IOException {
    NpyHeader rows = RowHeader.of(header, count);
    Segments segments = Segments.allocate(rows, location);
    int itemsize = header.dtype().itemsize();
    long columnBytes = header.shape().dim(0) * itemsize;
    long pieceBytes = count * itemsize;
    long from = start + row * itemsize;
    for (long at = 0; at < rows.dataBytes(); at += pieceBytes) {
      segments.read(source, from, at, pieceBytes);
      from += columnBytes;
    }
    row += count;
    return segments.array(rows);
  }

  @Override
  public void skip(long count) {
    row += count;
  }

  @Override
  public void close() {}
}
