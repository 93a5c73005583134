package dev.brine.npy.internal.load;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.strided.Storage;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;

/** Maps elements into memory where they lie in a file: nothing is read until it is used. */
final class MappedElements {
  private MappedElements() {}

  /**
   * Maps the elements at a position.
   *
   * @param location where they start, for messages
   * @param available how many bytes there are from {@code start} on
   * @throws dev.brine.error.TruncatedException if they are fewer than the header says
   * @throws UnsupportedException if the elements are in a pickle, or the source cannot be mapped
   */
  static NdArray map(
      ByteSource source,
      long start,
      NpyHeader header,
      Location location,
      long available,
      MapMode mode)
      throws IOException {
    if (header.dtype().hasObject()) {
      throw new UnsupportedException(
          location, "Array can't be memory-mapped: Python objects in dtype.");
    }
    long total = header.dataBytes();
    if (available < total) {
      throw Truncation.FILE.at(location, header, available);
    }
    int segmentBytes = Storage.segmentBytes(header.dtype().itemsize());
    List<ByteBuffer> segments = new ArrayList<>();
    long done = 0;
    do {
      int length = (int) Math.min(segmentBytes, total - done);
      segments.add(
          length == 0
              ? ByteBuffer.allocate(0)
              : segment(source, start + done, length, mode, location));
      done += length;
    } while (done < total);
    return NdArrays.of(
        header.dtype(),
        header.shape(),
        header.fortranOrder() ? Order.F : Order.C,
        segments);
  }

  private static ByteBuffer segment(
      ByteSource source, long at, int length, MapMode mode, Location location) throws IOException {
    try {
      return source.map(at, length, mode);
    } catch (OutOfMemoryError e) {
      // the JDK's way to say that the address space is used up
      throw new LimitException(location, "the file cannot be mapped: " + e.getMessage());
    }
  }
}
