package dev.brine.internal.zip;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;

/** Decodes methods 12 and 14, bzip2 and lzma, with optional libraries. */
final class CodecDecoder implements MemberDecoder {
  /** The maximum dictionary of an lzma member, twice that of the strongest preset. */
  private static final int LARGEST_DICTIONARY = 128 << 20;

  /** The header of an lzma member: version, size of the properties, properties (APPNOTE 5.8.8). */
  private static final int LZMA_HEADER = 9;

  /** The flag of a member that ends with lzma's own end marker. */
  private static final int END_MARKER = 1 << 1;

  private final StoredBytes stored;
  private final InputStream decoded;
  private final Location location;
  private long count;

  private CodecDecoder(StoredBytes stored, InputStream decoded, Location location) {
    this.stored = stored;
    this.decoded = decoded;
    this.location = location;
  }

  static CodecDecoder bzip2(ZipMember member, ByteSource source, long start, Location location)
      throws IOException {
    StoredBytes stored = new StoredBytes(source, start, member.compressedSize());
    try {
      return new CodecDecoder(stored, new BZip2CompressorInputStream(stored), location);
    } catch (IOException | RuntimeException e) {
      throw damaged(location.at(0), e);
    }
  }

  static CodecDecoder lzma(ZipMember member, ByteSource source, long start, Location location)
      throws IOException {
    StoredBytes stored = new StoredBytes(source, start, member.compressedSize());
    byte[] header = stored.readNBytes(LZMA_HEADER);
    if (header.length < LZMA_HEADER || header[2] != 5 || header[3] != 0) {
      throw new MalformedException(
          Kind.CONTAINER, location.at(0), "the lzma stream does not begin with its properties");
    }
    int dictionary = 0;
    for (int i = 3; i >= 0; i--) {
      dictionary = (dictionary << 8) | (header[5 + i] & 0xff);
    }
    if (dictionary < 0 || dictionary > LARGEST_DICTIONARY) {
      throw new LimitException(
          location.at(0),
          "the lzma stream requires a dictionary of "
              + Integer.toUnsignedLong(dictionary)
              + " bytes, more than "
              + LARGEST_DICTIONARY);
    }
    boolean marked = (member.flags() & END_MARKER) != 0;
    try {
      InputStream decoded =
          new LZMAInputStream(stored, marked ? -1 : member.size(), header[4], dictionary);
      return new CodecDecoder(stored, decoded, location);
    } catch (IOException | RuntimeException e) {
      throw damaged(location.at(0), e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int n = decoded.read(target, offset, length);
      count += Math.max(n, 0);
      return n;
    } catch (BrineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(location.at(count), e);
    }
  }

  static MalformedException damaged(Location location, Exception cause) {
    String detail = cause.getMessage();
    return new MalformedException(
        Kind.CONTAINER,
        location,
        "the compressed data is damaged" + (detail == null ? "" : ": " + detail),
        cause);
  }

  @Override
  public long surplus() {
    return stored.left();
  }

  @Override
  public void close() {
    // the stored bytes belong to the archive, and the decoders hold nothing but memory
  }

  /** A member's bytes as the archive stores them, with a count of those not yet read. */
  static final class StoredBytes extends InputStream {
    private static final int INPUT = 64 * 1024;

    private final ByteSource source;
    private final long end;
    private final byte[] input;
    private long position;
    private int next;
    private int filled;

    StoredBytes(ByteSource source, long start, long length) {
      this.source = source;
      this.position = start;
      this.end = start + length;
      this.input = new byte[(int) Math.min(INPUT, length)];
    }

    /** Returns how many bytes are left. */
    long left() {
      return end - position + filled - next;
    }

    @Override
    public int read() throws IOException {
      return next == filled && !fill() ? -1 : input[next++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (next == filled && !fill()) {
        return -1;
      }
      int count = Math.min(length, filled - next);
      System.arraycopy(input, next, target, offset, count);
      next += count;
      return count;
    }

    private boolean fill() throws IOException {
      if (position == end) {
        return false;
      }
      int n = source.read(position, input, 0, (int) Math.min(input.length, end - position));
      if (n < 0) {
        return false;
      }
      position += n;
      next = 0;
      filled = n;
      return true;
    }
  }
}
