package dev.brine.internal.io;

import dev.brine.error.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Any seekable channel. It has one position, so readers take turns. */
final class ChannelSource implements ByteSource {
  private final Object turn = new Object();
  private final SeekableByteChannel channel;
  private final long size;
  private final Location location;

  ChannelSource(SeekableByteChannel channel, long size, Location location) {
    this.channel = channel;
    this.size = size;
    this.location = location;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    int available = ByteSource.readable(position, length, size);
    if (available <= 0) {
      return available;
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, available);
    synchronized (turn) {
      channel.position(position);
      int n = channel.read(buffer);
      if (n == 0) {
        throw new IOException(location + ": the channel does not block, so it cannot be read");
      }
      return n;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
