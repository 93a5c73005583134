package dev.brine.internal.io;

import dev.brine.error.Location;
import java.util.Objects;

/** Bytes in memory. */
final class ArraySource implements ByteSource {
  private final byte[] bytes;
  private final Location location;

  ArraySource(byte[] bytes, Location location) {
    this.bytes = bytes;
    this.location = location;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    int available = ByteSource.readable(position, length, bytes.length);
    if (available > 0) {
      System.arraycopy(bytes, (int) position, target, offset, available);
    }
    return available;
  }

  @Override
  public void close() {}
}
