package dev.brine.scan;

import dev.brine.internal.io.BulkStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The bytes that a reader gets that opened a file in text mode, as Python 2 on Windows: each CR LF
 * has become an LF.
 */
final class TextMode extends BulkStream {
  private final PushbackInputStream in;

  TextMode(InputStream in) {
    this.in = new PushbackInputStream(in);
  }

  /** Returns whether there is a CR LF in the first bytes of a file. */
  static boolean mayChange(byte[] head) {
    for (int i = 1; i < head.length; i++) {
      if (head[i] == '\n' && head[i - 1] == '\r') {
        return true;
      }
    }
    return false;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    byte[] block = new byte[length];
    int read = in.read(block);
    int count = 0;
    for (int i = 0; i < read; i++) {
      boolean isLast = i == read - 1;
      int next = block[i] != '\r' ? 0 : isLast ? in.read() : block[i + 1];
      if (block[i] == '\r' && isLast && next >= 0) {
        in.unread(next);
      }
      if (block[i] != '\r' || next != '\n') {
        target[offset + count++] = block[i];
      }
    }
    return read > 0 && count == 0 ? read(target, offset, length) : (read < 0 ? -1 : count);
  }
}
