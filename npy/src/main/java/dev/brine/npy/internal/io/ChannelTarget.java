package dev.brine.npy.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel, written from its position on. */
public final class ChannelTarget implements FileTarget {
  /**
   * The most that one write passes on: the JDK copies bytes of the heap to a direct buffer of that
   * size, which it keeps for each thread.
   */
  private static final int LARGEST_WRITE = 256 * 1024;

  private final SeekableByteChannel channel;
  private long position;

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
      bytes.limit(bytes.position() + Math.min(end - bytes.position(), LARGEST_WRITE));
      while (bytes.hasRemaining()) {
        position += channel.write(bytes);
      }
      bytes.limit(end);
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
