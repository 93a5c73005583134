package dev.brine.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** A channel, written from its position on. */
public final class ChannelTarget implements FileTarget {
  /** What one write passes on, and a power of two. */
  private static final int PIECE = 1 << 20;

  /** From how many bytes on they are worth a buffer of our own. */
  private static final int MANY = 64 * 1024;

  private final SeekableByteChannel channel;
  private long position;

  /** Outside the heap, to which the JDK would copy bytes anyway, but a new one for each size. */
  private @Nullable ByteBuffer piece;

  /** Takes the channel, which is the caller's to close. */
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

  /** Whole pages at a time: a page that is filled in two writes takes the system longer. */
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
