package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Method 8: deflate, inflated straight into the reader's array. */
final class InflateDecoder implements MemberDecoder {
  /** Bytes of the archive read at once: few system calls, and still within the cache. */
  private static final int INPUT = 64 * 1024;

  private final ByteSource source;
  private final long end;
  private final Location location;
  private final byte[] input;
  private final Inflater inflater = new Inflater(true);
  private long position;

  InflateDecoder(ByteSource source, long start, long length, Location location) {
    this.source = source;
    this.position = start;
    this.end = start + length;
    this.location = location;
    this.input = new byte[(int) Math.min(INPUT, length)];
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      while (true) {
        int n = inflater.inflate(target, offset, length);
        if (n > 0) {
          return n;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw broken(here(), "the deflate stream asks for a dictionary");
        }
        fill();
      }
    } catch (DataFormatException e) {
      String detail = e.getMessage();
      throw new MalformedException(
          Kind.CONTAINER,
          here(),
          "the deflate stream is damaged" + (detail == null ? "" : ": " + detail),
          e);
    }
  }

  private void fill() throws IOException {
    if (position == end) {
      throw new TruncatedException(
          Kind.CONTAINER, here(), "the deflate stream does not end within the member");
    }
    int n = source.read(position, input, 0, (int) Math.min(input.length, end - position));
    if (n < 0) {
      throw new TruncatedException(Kind.CONTAINER, here(), "the archive ends within the member");
    }
    position += n;
    inflater.setInput(input, 0, n);
  }

  private Location here() {
    return location.at(inflater.getBytesWritten());
  }

  @Override
  public long surplus() {
    return end - position + inflater.getRemaining();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
