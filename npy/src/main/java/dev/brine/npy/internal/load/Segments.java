package dev.brine.npy.internal.load;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.strided.Storage;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory for all elements of an array, taken at once: for sources known to have them. */
final class Segments {
  private final List<byte[]> segments = new ArrayList<>();
  private final int segmentBytes;

  private Segments(int segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  /**
   * Takes the memory.
   *
   * @throws LimitException if there is not enough
   */
  static Segments allocate(NpyHeader header, Location location) throws LimitException {
    Heap.check(header, location);
    Segments all = new Segments(Storage.segmentBytes(header.dtype().itemsize()));
    long total = header.dataBytes();
    long left = total;
    do {
      int length = (int) Math.min(left, all.segmentBytes);
      all.segments.add(Heap.allocate(length, total, location));
      left -= length;
    } while (left > 0);
    return all;
  }

  /** Reads {@code length} bytes at {@code from} in the source to place {@code at} of this. */
  void read(ByteSource source, long from, long at, long length) throws IOException {
    long done = 0;
    while (done < length) {
      byte[] segment = segments.get((int) ((at + done) / segmentBytes));
      int offset = (int) ((at + done) % segmentBytes);
      int n = (int) Math.min(segment.length - offset, length - done);
      source.readFully(from + done, segment, offset, n);
      done += n;
    }
  }

  /** The array of these elements. */
  NdArray array(NpyHeader header) {
    List<ByteBuffer> buffers = new ArrayList<>(segments.size());
    for (byte[] segment : segments) {
      buffers.add(ByteBuffer.wrap(segment));
    }
    return NdArrays.of(
        header.dtype(),
        header.shape(),
        header.fortranOrder() ? Order.F : Order.C,
        buffers);
  }
}
