package dev.brine.internal.zip;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.TruncatedException;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;

/** A part of a source in memory, which moves to where bytes are requested. */
final class ReadBuffer {
  private final ByteSource source;
  private final long size;
  private byte[] bytes;
  private long start;
  private int length;

  ReadBuffer(ByteSource source, long size, int capacity) {
    this.source = source;
    this.size = size;
    this.bytes = new byte[(int) Math.min(size, capacity)];
  }

  /** The array that {@link #at} points into; another one after each call of it. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * The index in {@link #bytes} of the byte at {@code position}; {@code count} bytes are there.
   *
   * @param count at most a few hundred kilobytes
   */
  int at(long position, int count) throws IOException {
    if (position > size - count) {
      throw new TruncatedException(
          Kind.CONTAINER,
          source.location().at(size),
          "the archive ends within a record that starts at " + position);
    }
    if (position < start || position - start > length - count) {
      if (count > bytes.length) {
        bytes = new byte[count];
      }
      length = 0;
      start = position;
      int wanted = (int) Math.min(bytes.length, size - position);
      source.readFully(position, bytes, 0, wanted);
      length = wanted;
    }
    return (int) (position - start);
  }
}
