package dev.brine.internal.io;

import dev.brine.error.TruncatedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a range of a source in order; small reads are buffered, large ones are not. */
final class SourceStream extends InputStream {
  private static final int BUFFER = 8192;
  private static final byte[] EMPTY = {};

  private final ByteSource source;
  private final long end;

  /** The position of the next byte that is not in the buffer. */
  private long position;

  private byte[] buffer = EMPTY;
  private int next;
  private int limit;

  SourceStream(ByteSource source, long position, long length) {
    if (position < 0 || length < 0 || position > Long.MAX_VALUE - length) {
      throw new IndexOutOfBoundsException(
          "the range must be non-negative but was " + length + " bytes from " + position);
    }
    this.source = source;
    this.position = position;
    this.end = position + length;
  }

  @Override
  public int read() throws IOException {
    if (next == limit && !fill()) {
      return -1;
    }
    return buffer[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (next == limit) {
      if (length >= BUFFER) {
        return direct(target, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int n = Math.min(length, limit - next);
    System.arraycopy(buffer, next, target, offset, n);
    next += n;
    return n;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, limit - next + (end - position)));
    if (skipped <= limit - next) {
      next += (int) skipped;
    } else {
      position += skipped - (limit - next);
      next = limit;
    }
    return skipped;
  }

  @Override
  public int available() {
    return limit - next;
  }

  private boolean fill() throws IOException {
    if (buffer.length == 0) {
      buffer = new byte[(int) Math.min(BUFFER, end - position)];
    }
    limit = 0;
    next = 0;
    limit = Math.max(0, direct(buffer, 0, buffer.length));
    return limit > 0;
  }

  private int direct(byte[] target, int offset, int length) throws IOException {
    if (position == end || length == 0) {
      return -1;
    }
    int n = source.read(position, target, offset, (int) Math.min(length, end - position));
    if (n < 0) {
      throw new TruncatedException(
          source.location().at(position), "the bytes end here, " + (end - position) + " too early");
    }
    position += n;
    return n;
  }
}
