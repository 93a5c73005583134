package dev.brine.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes to a stream, whose bytes cannot be changed after they are written. */
public final class StreamTarget implements FileTarget {
  private static final int BUFFER = 64 * 1024;

  private final OutputStream out;
  private byte[] buffer = {};
  private long position;

  /** Creates a target for the stream, which the caller closes. */
  public StreamTarget(OutputStream out) {
    this.out = out;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean isSeekable() {
    return false;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    if (bytes.hasArray()) {
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
      bytes.position(bytes.limit());
    } else {
      copy(bytes);
    }
    position += length;
  }

  /** Bytes outside the heap, or of an array that no other code may write to. */
  private void copy(ByteBuffer bytes) throws IOException {
    if (buffer.length < Math.min(BUFFER, bytes.remaining())) {
      buffer = new byte[Math.min(BUFFER, bytes.remaining())];
    }
    while (bytes.hasRemaining()) {
      int some = Math.min(buffer.length, bytes.remaining());
      bytes.get(buffer, 0, some);
      out.write(buffer, 0, some);
    }
  }

  @Override
  public void patch(long at, byte[] bytes) {
    throw new UnsupportedOperationException("a stream cannot be changed");
  }
}
