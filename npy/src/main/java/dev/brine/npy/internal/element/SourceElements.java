package dev.brine.npy.internal.element;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.Order;
import dev.brine.npy.array.Storage;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.io.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads elements from a source of known size, in parts side by side where they are many. */
public final class SourceElements {
  private final ByteSource source;
  private final long start;
  private final List<byte[]> segments;
  private final int segmentBytes;

  private SourceElements(ByteSource source, long start, List<byte[]> segments, int segmentBytes) {
    this.source = source;
    this.start = start;
    this.segments = segments;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Reads the elements at a position.
   *
   * @param location where they start, for messages
   * @param available how many bytes there are from {@code start} on
   * @throws dev.brine.error.TruncatedException if they are fewer than the header says
   * @throws LimitException if they do not fit into memory
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
    Heap.check(header, location);
    int segmentBytes = Storage.segmentBytes(header.dtype().itemsize());
    List<byte[]> segments = allocate(total, segmentBytes, location);
    new SourceElements(source, start, segments, segmentBytes).read(total);
    List<ByteBuffer> buffers = new ArrayList<>(segments.size());
    for (byte[] segment : segments) {
      buffers.add(ByteBuffer.wrap(segment));
    }
    return NdArrays.of(
        header.dtype(),
        header.shape(),
        header.fortranOrder() ? Order.F : Order.C,
        Storage.of(buffers));
  }

  private static List<byte[]> allocate(long total, int segmentBytes, Location location)
      throws LimitException {
    List<byte[]> segments = new ArrayList<>();
    long left = total;
    do {
      int length = (int) Math.min(left, segmentBytes);
      segments.add(Heap.allocate(length, total, location));
      left -= length;
    } while (left > 0);
    return segments;
  }

  private void read(long total) throws IOException {
    if (total < TwoThreads.WORTHWHILE) {
      read(0, total);
    } else {
      TwoThreads.run(() -> read(0, total / 2), () -> read(total / 2, total));
    }
  }

  /** Reads bytes {@code [from, to)} of the elements. */
  private void read(long from, long to) throws IOException {
    long at = from;
    while (at < to) {
      byte[] segment = segments.get((int) (at / segmentBytes));
      int offset = (int) (at % segmentBytes);
      int length = (int) Math.min(segment.length - offset, to - at);
      source.readFully(start + at, segment, offset, length);
      at += length;
    }
  }
}
