package dev.brine.npy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A stream that takes bytes back: a pickle is read in blocks, beyond its end, and what is beyond
 * belongs to the next array.
 */
final class ReplayStream extends InputStream {
  /** The most that is read at once while bytes are remembered; at least as many can go back. */
  private static final int BLOCK = 64 * 1024;

  private final InputStream in;
  private final byte[] remembered = new byte[2 * BLOCK];
  private boolean remembering;

  /** The bytes {@code [next, end)} of what is remembered are to be read again. */
  private int next;

  private int end;
  private long position;

  ReplayStream(InputStream in) {
    this.in = in;
  }

  /** How many bytes have been read, and not been taken back. */
  long position() {
    return position;
  }

  /** Whether what is read from now on is remembered, and the last of it can be taken back. */
  void remember(boolean on) {
    remembering = on;
  }

  /**
   * Takes back the bytes from a position on.
   *
   * @throws IllegalStateException if that is too long ago
   */
  void backTo(long earlier) {
    long distance = position - earlier;
    if (distance < 0 || distance > next) {
      throw new IllegalStateException("cannot go back " + distance + " bytes");
    }
    next -= (int) distance;
    position = earlier;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (next == end && !remembering) {
      next = 0;
      end = 0;
      int n = in.read(target, offset, length);
      position += Math.max(n, 0);
      return n;
    }
    if (next == end) {
      forgetSome();
      int n = in.read(remembered, end, Math.min(length, BLOCK));
      if (n < 0) {
        return -1;
      }
      end += n;
    }
    int n = Math.min(length, end - next);
    System.arraycopy(remembered, next, target, offset, n);
    next += n;
    position += n;
    return n;
  }

  /** Makes room for a block, and keeps one. */
  private void forgetSome() {
    if (end > BLOCK) {
      System.arraycopy(remembered, end - BLOCK, remembered, 0, BLOCK);
      end = BLOCK;
      next = BLOCK;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
