package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.FlexibleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of an array: one buffer, or a sequence of buffers because a buffer cannot be longer
 * than 2 GiB. They are on the heap, off the heap or mapped from a file.
 */
public final class Storage {
  /** The largest segment that {@link #allocate} makes, unless a single element is larger. */
  public static final int SEGMENT = 1 << 30;

  private final ByteBuffer[] segments;
  private final long segmentBytes;
  private final long size;

  private Storage(ByteBuffer[] segments, long segmentBytes, long size) {
    this.segments = segments;
    this.segmentBytes = segmentBytes;
    this.size = size;
  }

  /**
   * Wraps the bytes of {@code buffer} from 0 to its capacity, regardless of its position and limit.
   */
  public static Storage of(ByteBuffer buffer) {
    return of(List.of(buffer));
  }

  /**
   * Wraps the bytes of several buffers, each from 0 to its capacity. All but the last must have the
   * same capacity, a multiple of the size of the elements: no element may be split between two
   * buffers.
   *
   * @throws IllegalArgumentException if there is no buffer, or the capacities differ
   */
  public static Storage of(List<ByteBuffer> buffers) {
    if (buffers.isEmpty()) {
      throw new IllegalArgumentException("at least one buffer is needed");
    }
    ByteBuffer[] segments = new ByteBuffer[buffers.size()];
    long segmentBytes = buffers.get(0).capacity();
    long size = 0;
    for (int i = 0; i < segments.length; i++) {
      ByteBuffer buffer = buffers.get(i);
      boolean last = i == segments.length - 1;
      if (last ? buffer.capacity() > segmentBytes : buffer.capacity() != segmentBytes) {
        throw new IllegalArgumentException(
            "buffer %s has %s bytes, not the %s of the first"
                .formatted(i, buffer.capacity(), segmentBytes));
      }
      // a duplicate, because the caller may change position and order of the buffer
      segments[i] = buffer.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
      size += buffer.capacity();
    }
    return new Storage(segments, segmentBytes, size);
  }

  /**
   * Allocates bytes on the heap, all zero.
   *
   * @param itemsize the size of an element; no element is split between two segments
   */
  public static Storage allocate(long size, int itemsize) {
    int segment = segmentBytes(itemsize);
    List<ByteBuffer> buffers = new ArrayList<>();
    for (long left = size; left > 0 || buffers.isEmpty(); left -= segment) {
      buffers.add(ByteBuffer.allocate((int) Math.min(left, segment)));
    }
    return of(buffers);
  }

  /** The size of a segment for elements of this size: a multiple of the itemsize. */
  public static int segmentBytes(int itemsize) {
    return itemsize == 0 ? SEGMENT : Math.max(SEGMENT / itemsize, 1) * itemsize;
  }

  /** The size in bytes. */
  public long size() {
    return size;
  }

  /** Whether the bytes are read-only. */
  public boolean isReadOnly() {
    return segments[0].isReadOnly();
  }

  /** Writes changes to a mapped file to the disk. */
  public void force() {
    for (ByteBuffer segment : segments) {
      if (segment instanceof MappedByteBuffer mapped && !mapped.isReadOnly()) {
        mapped.force();
      }
    }
  }

  /** Whether no element of {@code itemsize} bytes is split between two segments. */
  public boolean isAlignedTo(int itemsize) {
    return segments.length == 1 || itemsize == 0 || segmentBytes % itemsize == 0;
  }

  /** The segment with the byte {@code at}; little-endian, for access at absolute positions only. */
  public ByteBuffer segment(long at) {
    return segments.length == 1 ? segments[0] : segments[index(at)];
  }

  /** The position of the byte {@code at} in its segment. */
  public int position(long at) {
    return (int) (segments.length == 1 ? at : at - index(at) * segmentBytes);
  }

  /** Elements of size zero can be at the very end; they belong to the last segment. */
  private int index(long at) {
    return (int) Math.min(at / segmentBytes, segments.length - 1);
  }

  /** Copies the rest of a buffer to the bytes from {@code at} on; returns their number. */
  public int put(long at, ByteBuffer bytes) {
    int length = bytes.remaining();
    for (int done = 0; done < length; ) {
      ByteBuffer segment = segment(at + done);
      int position = position(at + done);
      int count = Math.min(length - done, segment.capacity() - position);
      segment.put(position, bytes, bytes.position() + done, count);
      done += count;
    }
    return length;
  }

  /** Copies elements of a Java array to a buffer. */
  private interface Part {
    /** Copies {@code count} elements, starting with element {@code from}. */
    void put(ByteBuffer to, int from, int count);
  }

  /** Allocates a storage of {@code length} elements and fills it segment by segment. */
  private static Storage filled(int length, int itemsize, Part part) {
    Storage storage = Storage.allocate((long) length * itemsize, itemsize);
    int done = 0;
    while (done < length) {
      long at = (long) done * itemsize;
      ByteBuffer segment = storage.segment(at);
      int position = storage.position(at);
      ByteBuffer to =
          segment.slice(position, segment.capacity() - position).order(ByteOrder.LITTLE_ENDIAN);
      int count = Math.min(length - done, to.capacity() / itemsize);
      part.put(to, done, count);
      done += count;
    }
    return storage;
  }

  public static Storage of(boolean[] values) {
    return filled(
        values.length,
        Byte.BYTES,
        (to, from, count) -> {
          for (int i = 0; i < count; i++) {
            to.put((byte) (values[from + i] ? 1 : 0));
          }
        });
  }

  public static Storage of(byte[] values) {
    return filled(values.length, Byte.BYTES, (to, from, count) -> to.put(values, from, count));
  }

  public static Storage of(short[] values) {
    return filled(
        values.length,
        Short.BYTES,
        (to, from, count) -> to.asShortBuffer().put(values, from, count));
  }

  public static Storage of(int[] values) {
    return filled(
        values.length,
        Integer.BYTES,
        (to, from, count) -> to.asIntBuffer().put(values, from, count));
  }

  public static Storage of(long[] values) {
    return filled(
        values.length, Long.BYTES, (to, from, count) -> to.asLongBuffer().put(values, from, count));
  }

  public static Storage of(float[] values) {
    return filled(
        values.length,
        Float.BYTES,
        (to, from, count) -> to.asFloatBuffer().put(values, from, count));
  }

  public static Storage of(double[] values) {
    return filled(
        values.length,
        Double.BYTES,
        (to, from, count) -> to.asDoubleBuffer().put(values, from, count));
  }

  /** Copies strings as code points of 4 bytes, padded with NULs to {@code length}. */
  public static Storage of(String[] values, int length) {
    int itemsize = length * FlexibleType.CODE_POINT;
    return filled(
        values.length,
        itemsize,
        (to, from, count) -> {
          for (int i = 0; i < count; i++) {
            to.position(i * itemsize);
            values[from + i].codePoints().forEach(to::putInt);
          }
        });
  }
}
