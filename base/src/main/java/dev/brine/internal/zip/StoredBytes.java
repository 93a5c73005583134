package dev.brine.internal.zip;

import dev.brine.internal.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** A member's bytes as the archive stores them, and how many nobody has taken yet. */
final class StoredBytes extends InputStream {
  private static final int INPUT = 64 * 1024;

  private final ByteSource source;
  private final long end;
  private final byte[] input;
  private long position;
  private int next;
  private int filled;

  StoredBytes(ByteSource source, long start, long length) {
    this.source = source;
    this.position = start;
    this.end = start + length;
    this.input = new byte[(int) Math.min(INPUT, length)];
  }

  /** How many bytes are left. */
  long left() {
    return end - position + filled - next;
  }

  @Override
  public int read() throws IOException {
    return next == filled && !fill() ? -1 : input[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next == filled && !fill()) {
      return -1;
    }
    int count = Math.min(length, filled - next);
    System.arraycopy(input, next, target, offset, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (position == end) {
      return false;
    }
    int n = source.read(position, input, 0, (int) Math.min(input.length, end - position));
    if (n < 0) {
      return false;
    }
    position += n;
    next = 0;
    filled = n;
    return true;
  }
}
