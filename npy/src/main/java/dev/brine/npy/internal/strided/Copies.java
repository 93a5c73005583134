package dev.brine.npy.internal.strided;

import java.nio.ByteBuffer;

/** Copies the bytes of elements. */
public final class Copies {
  private Copies() {}

  /** A contiguous copy of {@code size} elements, in the order of the chunks. */
  public static Storage packed(Chunks chunks, long size, int itemsize) {
    Storage target = Storage.allocate(size * itemsize, itemsize);
    if (itemsize > 0) {
      copy(chunks, itemsize, target, 0);
    }
    return target;
  }

  /** Puts all elements of the chunks into {@code target}, from its byte {@code start} on. */
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
