package dev.brine.npy.internal.load;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory for all elements of an array, allocated at once: for sources known to have them. */
final class Segments {
  private final List<byte[]> segments = new ArrayList<>();
  private final int segmentBytes;

  private Segments(int segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  /**
   * Allocates the memory.
   *
   * @throws LimitException if there is not enough
   */
  static Segments allocate(NpyHeader header, Location location) throws LimitException {
    check(header, location);
    Segments all = new Segments(Storage.segmentBytes(header.dtype().itemsize()));
    long total = header.dataBytes();
    long left = total;
    do {
      int length = (int) Math.min(left, all.segmentBytes);
      all.segments.add(segment(length, total, location));
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

  /** The elements. */
  List<ByteBuffer> buffers() {
    List<ByteBuffer> buffers = new ArrayList<>(segments.size());
    for (byte[] segment : segments) {
      buffers.add(ByteBuffer.wrap(segment));
    }
    return buffers;
  }

  /** Refuses elements that can never fit. */
  static void check(NpyHeader header, Location location) throws LimitException {
    if (header.dataBytes() > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(header.dataBytes(), location);
    }
    if (header.dtype().itemsize() > JavaArrays.MAX_LENGTH) {
      throw new LimitException(
          location, "an element of " + header.dtype().itemsize() + " bytes does not fit an array");
    }
  }

  /** An array for a part of {@code total} bytes. */
  static byte[] segment(int bytes, long total, Location location) throws LimitException {
    try {
      return new byte[bytes];
    } catch (OutOfMemoryError e) {
      // safe to go on: only the large array could not be allocated
      throw tooLarge(total, location);
    }
  }

  private static LimitException tooLarge(long bytes, Location location) {
    return new LimitException(
        location,
        "the array takes "
            + bytes
            + " bytes, more than Java's heap has, which may grow to "
            + Runtime.getRuntime().maxMemory()
            + ": map it, read it in parts, or start Java with a larger -Xmx");
  }
}
