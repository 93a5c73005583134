package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.FlexibleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies Java's own arrays into new storages, little-endian. */
public final class JavaStorage {

  /** Copies elements of an array into a buffer, as many as it has room for. */
  private interface Part {
    /** Takes elements from number {@code from} on. */
    void put(ByteBuffer to, int from, int count);
  }

  private JavaStorage() {}

  /** A storage of {@code length} elements, filled segment by segment. */
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

  /** Code points of 4 bytes, each string with NULs to the length of the longest. */
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
