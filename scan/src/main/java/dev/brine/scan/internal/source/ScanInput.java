package dev.brine.scan.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A stream for scans, whose next bytes can be inspected before they are read, and which takes back
 * bytes that were read too early. Not thread-safe.
 */
public final class ScanInput extends InputStream {
  private static final int BLOCK = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[0];
  private int position;
  private int end;
  private long offset;
  private boolean ended;

  /** The expected number of bytes in {@link #in}, which limits the buffer. */
  private long left;

  /**
   * Reads {@code in}.
   *
   * @param offset of its next byte, from the start of the member
   */
  public ScanInput(InputStream in, long offset) {
    this(in, offset, Integer.MAX_VALUE);
  }

  /**
   * Reads {@code in}.
   *
   * @param offset of its next byte, from the start of the member
   * @param size the expected number of bytes, so that small streams use a small buffer; the stream
   *     may have more
   */
  public ScanInput(InputStream in, long offset, long size) {
    this.in = in;
    this.offset = offset;
    this.left = size;
  }

  /** Returns the offset of the next byte, from the start of the member. */
  public long offset() {
    return offset;
  }

  /**
   * Returns whether {@code count} more bytes exist. Afterwards at least the existing ones of them
   * are in {@link #buffer}.
   */
  public boolean sees(int count) throws IOException {
    if (end - position < count && !ended) {
      // a block beyond, so that not every byte passed over moves the buffer
      int seen = end - position;
      int wanted = (int) Math.min(count + BLOCK - seen, Math.max(left, count - seen) + 1);
      makeRoom(seen + wanted);
      int read = in.readNBytes(buffer, end, wanted);
      ended = read < wanted;
      end += read;
      left = Math.max(0, left - read);
    }
    return end - position >= count;
  }

  /** Moves the buffered bytes to the front of an array of at least this size. */
  private void makeRoom(int size) {
    if (buffer.length - position >= size) {
      return;
    }
    byte[] target = buffer.length >= size ? buffer : new byte[size];
    System.arraycopy(buffer, position, target, 0, end - position);
    buffer = target;
    end -= position;
    position = 0;
  }

  /** Where bytes can be seen, from {@link #from} to {@link #to}; they are not to be changed. */
  public byte[] buffer() {
    return buffer;
  }

  /** Returns the index of the next byte in {@link #buffer}. */
  public int from() {
    return position;
  }

  /** Returns the index after the last buffered byte in {@link #buffer}. */
  public int to() {
    return end;
  }

  /** Returns whether no bytes follow the buffered ones. */
  public boolean seesTheEnd() {
    return ended;
  }

  /** Skips buffered bytes. */
  public void pass(int count) {
    Objects.checkFromIndexSize(position, count, end);
    position += count;
    offset += count;
  }

  /** Skips the zeros that come next and returns their number. */
  public long skipZeros() throws IOException {
    long start = offset;
    while (sees(1) && buffer[position] == 0) {
      int to = position;
      while (to < end && buffer[to] == 0) {
        to++;
      }
      pass(to - position);
    }
    return offset - start;
  }

  /** Takes back the bytes that were read last. */
  public void unread(byte[] bytes) {
    if (position >= bytes.length) {
      position -= bytes.length;
      System.arraycopy(bytes, 0, buffer, position, bytes.length);
    } else if (bytes.length > 0) {
      byte[] target = new byte[bytes.length + end - position];
      System.arraycopy(bytes, 0, target, 0, bytes.length);
      System.arraycopy(buffer, position, target, bytes.length, end - position);
      buffer = target;
      position = 0;
      end = target.length;
    }
    offset -= bytes.length;
  }

  @Override
  public int read() throws IOException {
    if (position < end) {
      offset++;
      return buffer[position++] & 0xff;
    }
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, target.length);
    int n = Math.min(length, end - position);
    if (n > 0 || length == 0) {
      System.arraycopy(buffer, position, target, at, n);
      position += n;
    } else {
      n = ended ? -1 : in.read(target, at, length);
      left = Math.max(0, left - n);
    }
    offset += Math.max(n, 0);
    return n;
  }

  /** Reads and drops bytes. */
  @Override
  public long skip(long bytes) throws IOException {
    long seen = Math.max(0, Math.min(bytes, end - position));
    pass((int) seen);
    long left = bytes - seen;
    byte[] scratch = left > 0 && !ended ? new byte[(int) Math.min(left, BLOCK)] : new byte[0];
    while (left > 0) {
      int n = scratch.length == 0 ? -1 : read(scratch, 0, (int) Math.min(left, scratch.length));
      if (n < 0) {
        break;
      }
      left -= n;
    }
    return bytes - left;
  }
}
