package dev.brine.internal.zip;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;

/** Method 0: the bytes as they are. */
final class StoredDecoder implements MemberDecoder {
  private final ByteSource source;
  private final long start;
  private final long end;
  private final Location location;
  private long position;

  StoredDecoder(ByteSource source, long start, long length, Location location) {
    this.source = source;
    this.start = start;
    this.end = start + length;
    this.location = location;
    this.position = start;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position == end) {
      return -1;
    }
    int n = source.read(position, target, offset, (int) Math.min(length, end - position));
    if (n < 0) {
      throw new TruncatedException(
          Kind.CONTAINER, location.at(position - start), "the archive ends within the member");
    }
    position += n;
    return n;
  }

  @Override
  public long surplus() {
    return end - position;
  }

  @Override
  public void close() {}
}
