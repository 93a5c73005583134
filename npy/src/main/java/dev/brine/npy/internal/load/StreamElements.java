package dev.brine.npy.internal.load;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.strided.Storage;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads elements from a stream, in one pass. */
final class StreamElements {
  /** The most that is asked of the stream at once: it may hold up the garbage collector. */
  private static final int LARGEST_READ = 1 << 20;

  private static final int FIRST_STEP = 1 << 20;

  private StreamElements() {}

  /**
   * Reads the elements that are next in a stream, and no byte more. Memory is taken as bytes come,
   * not as the header promises.
   *
   * @param location where they start
   * @param remaining how many bytes the stream has left, or -1 if that is not known
   * @param likely how many bytes the source vouches for; more are taken in steps
   * @throws dev.brine.error.TruncatedException if there are fewer than the header says
   * @throws LimitException if they do not fit into memory
   */
  static NdArray read(
      InputStream in, NpyHeader header, Location location, long remaining, long likely)
      throws IOException {
    long total = header.dataBytes();
    if (remaining >= 0 && remaining < total) {
      throw Truncation.STREAM.at(location, header, remaining);
    }
    Heap.check(header, location);
    int segment = Storage.segmentBytes(header.dtype().itemsize());
    List<ByteBuffer> segments = new ArrayList<>();
    long done = 0;
    do {
      int length = (int) Math.min(segment, total - done);
      byte[] bytes = segment(in, header, location, done, length, likely - done);
      segments.add(ByteBuffer.wrap(bytes));
      done += length;
    } while (done < total);
    return NdArrays.of(
        header.dtype(),
        header.shape(),
        header.fortranOrder() ? Order.F : Order.C,
        segments);
  }

  private static byte[] segment(
      InputStream in, NpyHeader header, Location location, long before, int length, long likely)
      throws IOException {
    long total = header.dataBytes();
    int first = (int) Math.min(length, Math.max(likely, FIRST_STEP));
    byte[] bytes = Heap.allocate(first, total, location);
    int count = 0;
    while (count < length) {
      if (count == bytes.length) {
        bytes = grown(bytes, length, total, location);
      }
      int n = in.read(bytes, count, Math.min(LARGEST_READ, bytes.length - count));
      if (n < 0) {
        throw Truncation.STREAM.at(location, header, before + count);
      }
      count += n;
    }
    return bytes;
  }

  private static byte[] grown(byte[] bytes, int length, long total, Location location)
      throws LimitException {
    byte[] larger = Heap.allocate((int) Math.min(length, 2L * bytes.length), total, location);
    System.arraycopy(bytes, 0, larger, 0, bytes.length);
    return larger;
  }
}
