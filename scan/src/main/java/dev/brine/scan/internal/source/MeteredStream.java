package dev.brine.scan.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends where it fails, or where enough was looked at, so that what was seen before
 * can be told; and that says afterwards which of these it was.
 */
public final class MeteredStream extends InputStream {
  private final InputStream in;
  private final Work work;
  private boolean free;
  private boolean exhausted;
  private @Nullable IOException failure;

  /** Reads {@code in}, and counts it as work. */
  public MeteredStream(InputStream in, Work work) {
    this.in = in;
    this.work = work;
  }

  /** Whether bytes that are read from now on count for nothing. */
  public void setFree(boolean isFree) {
    free = isFree;
  }

  /** Whether it ended because no more may be looked at. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** Why it ended too early, or null. */
  public @Nullable IOException failure() {
    return failure;
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
      if (n <= 0 || free) {
        return n;
      }
      int allowed = work.take(n);
      exhausted = allowed < n;
      return allowed == 0 ? -1 : allowed;
    } catch (IOException e) {
      failure = e;
      return -1;
    }
  }
}
