package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes the stored bytes of a member; one for each compression method (APPNOTE 4.4.5). */
interface MemberDecoder extends Closeable {
  /** The method number of bzip2. */
  int BZIP2 = 12;

  /** The method number of lzma. */
  int LZMA = 14;

  /**
   * Decodes at least one byte straight into {@code target}.
   *
   * @param length at least 1
   * @return the number of bytes, or -1 if the compressed data has ended
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /**
   * After {@link #read} returned -1: the number of the member's stored bytes that were not used.
   */
  long surplus();

  @Override
  void close();

  /**
   * Returns the decoder for {@code member}, whose stored bytes start at {@code dataOffset}.
   *
   * @param location of the member, for messages
   * @throws UnsupportedException if no decoder for its method is available
   */
  static MemberDecoder of(ZipMember member, ByteSource source, long dataOffset, Location location)
      throws IOException {
    return switch (member.method()) {
      case ZipMember.STORED -> new Stored(source, dataOffset, member.compressedSize(), location);
      case ZipMember.DEFLATED ->
          new InflateDecoder(source, dataOffset, member.compressedSize(), location);
      case BZIP2, LZMA -> codec(member, source, dataOffset, location);
      default ->
          throw unsupported(location, member.method() + " (" + nameOf(member.method()) + ")");
    };
  }

  /** Returns the libraries are optional: without one, its name is all there is to say. */
  private static MemberDecoder codec(
      ZipMember member, ByteSource source, long dataOffset, Location location) throws IOException {
    boolean bzip2 = member.method() == BZIP2;
    try {
      return bzip2
          ? CodecDecoder.bzip2(member, source, dataOffset, location)
          : CodecDecoder.lzma(member, source, dataOffset, location);
    } catch (NoClassDefFoundError e) {
      throw unsupported(
          location,
          bzip2
              ? "12 (bzip2), which needs org.apache.commons:commons-compress on the class path"
              : "14 (lzma), which needs org.tukaani:xz on the class path");
    }
  }

  private static UnsupportedException unsupported(Location location, String method) {
    return new UnsupportedException(
        location,
        "the member is compressed with method " + method + "; save it again with deflate");
  }

  private static String nameOf(int method) {
    return switch (method) {
      case 1 -> "shrink";
      case 2, 3, 4, 5 -> "reduce";
      case 6 -> "implode";
      case 9 -> "deflate64";
      case 93, 20 -> "zstandard";
      case 95 -> "xz";
      case 98 -> "PPMd";
      case 99 -> "AES encryption";
      default -> "unknown";
    };
  }

  /** Method 0: the bytes as they are. */
  final class Stored implements MemberDecoder {
    private final ByteSource source;
    private final long start;
    private final long end;
    private final Location location;
    private long position;

    Stored(ByteSource source, long start, long length, Location location) {
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
            throw broken(here(), "the deflate stream requires a dictionary");
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
}
