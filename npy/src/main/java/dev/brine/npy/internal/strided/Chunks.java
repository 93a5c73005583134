package dev.brine.npy.internal.strided;

import java.nio.ByteBuffer;

/** Iterates over elements in chunks: runs of elements within one segment of their storage. */
public final class Chunks {
  private final Storage storage;
  private final int itemsize;
  private final Runs runs;

  private long at;
  private long left;

  private ByteBuffer buffer;
  private int position;
  private int stride;
  private int count;

  public Chunks(Storage storage, int itemsize, Runs runs) {
    this.storage = storage;
    this.itemsize = itemsize;
    this.runs = runs;
    this.buffer = storage.segment(0);
  }

  /** Moves to the next run; returns false after the last one. */
  public boolean next() {
    if (left == 0) {
      if (!runs.next()) {
        return false;
      }
      at = runs.offset();
      left = runs.count();
    }
    buffer = storage.segment(at);
    position = storage.position(at);
    long step = runs.stride();
    count = (int) Math.min(Math.min(left, Integer.MAX_VALUE), fitting(step));
    stride = count == 1 ? 0 : (int) step;
    at += count * step;
    left -= count;
    return true;
  }

  /** The number of elements from here to the end of the segment. */
  private long fitting(long step) {
    if (step > 0) {
      return (buffer.capacity() - itemsize - position) / step + 1;
    }
    return step < 0 ? position / -step + 1 : left;
  }

  /** The segment, little-endian. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** The position of the first element in the segment. */
  public int position() {
    return position;
  }

  /** The distance in bytes from one element to the next; may be negative. */
  public int stride() {
    return stride;
  }

  /** The number of elements; at least one. */
  public int count() {
    return count;
  }

  /** Whether there are no gaps between the elements. */
  boolean isPacked() {
    return count == 1 || stride == itemsize;
  }

  /** Returns a contiguous copy of {@code size} elements, in the order of the chunks. */
  public static Storage packed(Chunks chunks, long size, int itemsize) {
    Storage target = Storage.allocate(size * itemsize, itemsize);
    if (itemsize > 0) {
      copy(chunks, itemsize, target, 0);
    }
    return target;
  }

  /** Copies all elements of the chunks to {@code target}, starting at byte {@code start}. */
  public static void copy(Chunks chunks, int itemsize, Storage target, long start) {
    long at = start;
    while (chunks.next()) {
      int done = 0;
      while (done < chunks.count()) {
        ByteBuffer to = target.segment(at);
        int position = target.position(at);
        int count = Math.min(chunks.count() - done, (to.capacity() - position) / itemsize);
        copy(chunks, done, count, itemsize, to, position);
        done += count;
        at += (long) count * itemsize;
      }
    }
  }

  private static void copy(
      Chunks chunks, int first, int count, int itemsize, ByteBuffer to, int position) {
    ByteBuffer from = chunks.buffer();
    int at = chunks.position() + first * chunks.stride();
    if (chunks.isPacked()) {
      to.put(position, from, at, count * itemsize);
      return;
    }
    for (int i = 0; i < count; i++) {
      to.put(position + i * itemsize, from, at + i * chunks.stride(), itemsize);
    }
  }
}
