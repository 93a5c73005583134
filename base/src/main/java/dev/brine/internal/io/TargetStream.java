package dev.brine.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream that buffers small writes to a target. */
public final class TargetStream extends OutputStream {
  private final ByteTarget target;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

  /**
   * Creates a stream that passes buffered bytes to the target on {@link #flush} and {@link #close}.
   */
  public TargetStream(ByteTarget target) {
    this.target = target;
  }

  @Override
  public void write(int b) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.capacity()) {
      target.write(ByteBuffer.wrap(bytes, offset, length));
    } else {
      buffer.put(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    target.write(buffer.flip());
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
