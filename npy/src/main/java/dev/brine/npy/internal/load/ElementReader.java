package dev.brine.npy.internal.load;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the elements that follow a header: from a source of known size, from a stream in one pass,
 * or by mapping them into memory. Memory is allocated for bytes that exist, never only because a
 * header claims them.
 */
public final class ElementReader {
  /** The maximum size of one read, because a read can delay the garbage collector. */
  private static final int LARGEST_READ = 1 << 20;

  private static final int FIRST_STEP = 1 << 20;

  /** The smallest read, in bytes, for which starting a second thread pays off. */
  private static final long PARALLEL_BYTES = 32L << 20;

  private static final String THREAD = "brine-read";

  private ElementReader() {}

  /**
   * Reads the elements at a position.
   *
   * @param location the location of the first element, for messages
   * @param available the number of bytes from {@code start} to the end
   * @throws dev.brine.error.TruncatedException if there are fewer elements than the header says
   * @throws LimitException if the elements do not fit in memory
   */
  public static NdArray read(
      ByteSource source,
      long start,
      NpyHeader header,
      Location location,
      long available,
      Truncation truncation)
      throws IOException {
    long total = header.dataBytes();
    if (available < total) {
      throw truncation.at(location, header, available);
    }
    Segments segments = new Segments(header, location);
    if (segments.count() > 1) {
      Parallel.forEach(
          THREAD,
          segments.count(),
          2,
          i -> {
            byte[] bytes = segments.allocate(i);
            source.readFully(start + segments.offset(i), bytes, 0, bytes.length);
          });
    } else {
      byte[] bytes = segments.allocate(0);
      int half = total < PARALLEL_BYTES ? 0 : bytes.length / 2;
      Parallel.Work rest = () -> source.readFully(start + half, bytes, half, bytes.length - half);
      if (half == 0) {
        rest.run();
      } else {
        Parallel.runBoth(THREAD, () -> source.readFully(start, bytes, 0, half), rest);
      }
    }
    return array(header, segments.buffers());
  }

  /**
   * Reads the elements that are next in a stream, and no byte more. Memory is allocated as bytes
   * arrive, not as the header claims.
   *
   * @param location where they start
   * @param remaining the number of bytes left in the stream, or -1 if it is not known
   * @param likely the number of bytes that are likely to exist; beyond it, memory is allocated in
   *     steps
   * @throws dev.brine.error.TruncatedException if there are fewer than the header says
   * @throws LimitException if the elements do not fit in memory
   */
  public static NdArray read(
      InputStream in, NpyHeader header, Location location, long remaining, long likely)
      throws IOException {
    long total = header.dataBytes();
    if (remaining >= 0 && remaining < total) {
      throw Truncation.STREAM.at(location, header, remaining);
    }
    Segments.check(header, location);
    int segment = Storage.segmentBytes(header.dtype().itemsize());
    List<ByteBuffer> segments = new ArrayList<>();
    long done = 0;
    do {
      int length = (int) Math.min(segment, total - done);
      byte[] bytes = segment(in, header, location, done, length, likely - done);
      segments.add(ByteBuffer.wrap(bytes));
      done += length;
    } while (done < total);
    return array(header, segments);
  }

  private static byte[] segment(
      InputStream in, NpyHeader header, Location location, long before, int length, long likely)
      throws IOException {
    long total = header.dataBytes();
    int first = (int) Math.min(length, Math.max(likely, FIRST_STEP));
    byte[] bytes = Segments.segment(first, total, location);
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
    byte[] larger = Segments.segment((int) Math.min(length, 2L * bytes.length), total, location);
    System.arraycopy(bytes, 0, larger, 0, bytes.length);
    return larger;
  }

  /**
   * Maps the elements at a position.
   *
   * @param location the location of the first element, for messages
   * @param available the number of bytes from {@code start} to the end
   * @throws dev.brine.error.TruncatedException if there are fewer elements than the header says
   * @throws UnsupportedException if the elements are in a pickle, or the source cannot be mapped
   */
  public static NdArray map(
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
              : mapped(source, start + done, length, mode, location));
      done += length;
    } while (done < total);
    return array(header, segments);
  }

  private static ByteBuffer mapped(
      ByteSource source, long at, int length, MapMode mode, Location location) throws IOException {
    try {
      return source.map(at, length, mode);
    } catch (OutOfMemoryError e) {
      // the JDK throws this if the address space is exhausted
      throw new LimitException(location, "the file cannot be mapped: " + e.getMessage());
    }
  }

  static NdArray array(NpyHeader header, List<ByteBuffer> buffers) {
    Order order = header.fortranOrder() ? Order.F : Order.C;
    return NdArray.of(header.dtype(), header.shape(), order, buffers);
  }

  /**
   * Memory for all elements of an array, for sources that are known to have them. A large array has
   * several segments, so that two threads can allocate and fill them: Java clears memory that it
   * allocates, which takes as long as reading from the page cache.
   */
  static final class Segments {
    /** The largest array that is one segment, in bytes. */
    private static final long LARGEST_SINGLE = 256L << 20;

    private static final int SEGMENT = 128 << 20;

    private final byte[][] segments;
    private final long segmentBytes;
    private final long total;
    private final Location location;

    /**
     * Checks that the elements can fit in memory; nothing is allocated yet.
     *
     * @throws LimitException if they cannot
     */
    Segments(NpyHeader header, Location location) throws LimitException {
      check(header, location);
      int itemsize = header.dtype().itemsize();
      this.total = header.dataBytes();
      this.segmentBytes =
          total <= LARGEST_SINGLE
              ? Math.max(total, 1)
              : (long) Math.max(SEGMENT / itemsize, 1) * itemsize;
      this.segments = new byte[(int) Math.max((total + segmentBytes - 1) / segmentBytes, 1)][];
      this.location = location;
    }

    int count() {
      return segments.length;
    }

    /** The position of a segment's first byte among all elements. */
    long offset(int segment) {
      return segment * segmentBytes;
    }

    /** Allocates a segment. */
    byte[] allocate(int segment) throws LimitException {
      int length = (int) Math.min(segmentBytes, total - offset(segment));
      byte[] bytes = segment(length, total, location);
      segments[segment] = bytes;
      return bytes;
    }

    void allocateAll() throws LimitException {
      for (int i = 0; i < segments.length; i++) {
        allocate(i);
      }
    }

    /** Reads {@code length} bytes at {@code from} in the source to position {@code at} of this. */
    void read(ByteSource source, long from, long at, long length) throws IOException {
      long done = 0;
      while (done < length) {
        byte[] segment = segments[(int) ((at + done) / segmentBytes)];
        int offset = (int) ((at + done) % segmentBytes);
        int n = (int) Math.min(segment.length - offset, length - done);
        source.readFully(from + done, segment, offset, n);
        done += n;
      }
    }

    /** The elements; all segments have been allocated. */
    List<ByteBuffer> buffers() {
      List<ByteBuffer> buffers = new ArrayList<>(segments.length);
      for (byte[] segment : segments) {
        buffers.add(ByteBuffer.wrap(segment));
      }
      return buffers;
    }

    /** Rejects elements that can never fit. */
    static void check(NpyHeader header, Location location) throws LimitException {
      if (header.dataBytes() > Runtime.getRuntime().maxMemory()) {
        throw tooLarge(header.dataBytes(), location);
      }
      if (header.dtype().itemsize() > JavaArrays.MAX_LENGTH) {
        throw new LimitException(
            location,
            "an element of " + header.dtype().itemsize() + " bytes does not fit in a Java array");
      }
    }

    /** Allocates an array for a part of {@code total} bytes. */
    static byte[] segment(int bytes, long total, Location location) throws LimitException {
      try {
        return new byte[bytes];
      } catch (OutOfMemoryError e) {
        // safe to continue: only the large array could not be allocated
        throw tooLarge(total, location);
      }
    }

    private static LimitException tooLarge(long bytes, Location location) {
      return new LimitException(
          location,
          ("the array needs %s bytes, but Java's heap can only grow to %s"
                  + ": map it, read it in parts, or start Java with a larger -Xmx")
              .formatted(bytes, Runtime.getRuntime().maxMemory()));
    }
  }
}
