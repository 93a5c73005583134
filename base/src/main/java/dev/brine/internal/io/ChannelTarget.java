package dev.brine.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** Writes to a channel from its position on. */
public final class ChannelTarget implements FileTarget {
  /** The number of bytes per write, a power of two. */
  private static final int PIECE = 1 << 20;

  /** The number of bytes from which a separate buffer pays off. */
  private static final int MANY = 64 * 1024;

  private final SeekableByteChannel channel;
  private long position;

  /**
   * A direct buffer, since the JDK would copy to one anyway, and would create a new one for each
   * size.
   */
  private @Nullable ByteBuffer piece;

  /** Creates a target for the channel, which the caller closes. */
  public ChannelTarget(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.position = channel.position();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(bytes.position() + (int) Math.min(end - bytes.position(), toBoundary()));
      if (bytes.isDirect() || bytes.remaining() < MANY) {
        pass(bytes);
      } else {
        copy(bytes);
      }
      bytes.limit(end);
    }
  }

  /** Writes whole pages at a time, because filling a page in two writes is slower. */
  private long toBoundary() {
    return PIECE - (position & (PIECE - 1));
  }

  private void copy(ByteBuffer bytes) throws IOException {
    if (piece == null) {
      piece = ByteBuffer.allocateDirect(PIECE);
    }
    pass(piece.clear().put(bytes).flip());
  }

  private void pass(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes);
    }
  }

  @Override
  public void patch(long at, byte[] bytes) throws IOException {
    channel.position(at);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    while (from.hasRemaining()) {
      channel.write(from);
    }
    channel.position(position);
  }
}
