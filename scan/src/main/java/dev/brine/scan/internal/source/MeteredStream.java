package dev.brine.scan.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends at a failure or when the byte budget is used up, so that earlier findings can
 * still be reported. Afterwards it tells why it ended.
 */
public final class MeteredStream extends InputStream {
  private final InputStream in;
  private final Budget work;
  private byte[] tail = new byte[0];
  private int tailEnd;
  private boolean free;
  private boolean exhausted;
  private @Nullable IOException failure;

  /** The number of final bytes that may contain the end record of a zip archive. */
  public static final int TAIL = 0xffff + 22 + 76;

  /** Reads {@code in}, and counts it as work. */
  public MeteredStream(InputStream in, Budget work) {
    this.in = in;
    this.work = work;
  }

  /** Whether bytes that are read from now on count for nothing. */
  public void setFree(boolean isFree) {
    free = isFree;
  }

  /** Returns whether it ended because the byte budget is used up. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** Returns the reason that it ended too early, or null. */
  public @Nullable IOException failure() {
    return failure;
  }

  /** Returns the last bytes that were read, up to {@link #TAIL} of them. */
  public byte[] tail() {
    int count = Math.min(tailEnd, TAIL);
    return Arrays.copyOfRange(tail, tailEnd - count, tailEnd);
  }

  private void keep(byte[] bytes, int offset, int length) {
    int count = Math.min(length, TAIL);
    if (tailEnd + count > tail.length) {
      int kept = Math.min(tailEnd, TAIL);
      boolean small = kept + count <= tail.length;
      byte[] target = small ? tail : new byte[Math.min(3 * TAIL, 2 * (kept + count) + 64)];
      System.arraycopy(tail, tailEnd - kept, target, 0, kept);
      tail = target;
      tailEnd = kept;
    }
    System.arraycopy(bytes, offset + length - count, tail, tailEnd, count);
    tailEnd += count;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (failure != null || exhausted) {
      return -1;
    }
    try {
      int n = in.read(target, offset, length);
      if (n <= 0) {
        return n;
      }
      int allowed = free ? n : work.take(n);
      exhausted = allowed < n;
      keep(target, offset, allowed);
      return allowed == 0 ? -1 : allowed;
    } catch (IOException e) {
      failure = e;
      return -1;
    }
  }
}
