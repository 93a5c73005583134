package dev.brine.internal.gzip;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.BulkStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The inflated bytes of a gzip file (RFC 1952), of a zlib stream (RFC 1950) or of bare deflate. All
 * members of a gzip file are one stream, and zeros after a member are skipped, as in Python.
 *
 * <p>Reads ahead; {@link #rest} returns the bytes that were read too early. Closing it frees the
 * inflater and leaves the source open.
 */
public final class InflatedStream extends BulkStream {
  private static final int BLOCK = 1 << 14;
  private static final int TRUST = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Location location;
  private final boolean isGzip;
  private final Inflater inflater;
  private final CRC32 crc = new CRC32();

  private final byte[] buffer = new byte[BLOCK];
  private int from;
  private int to;

  private long position;
  private boolean ended;

  private InflatedStream(InputStream in, Location location, boolean isGzip, boolean isBare) {
    this.in = in;
    this.location = location;
    this.isGzip = isGzip;
    this.inflater = new Inflater(isBare);
  }

  /**
   * Opens a gzip file and reads its first header.
   *
   * @param location the location to name in exceptions, with the offset of the inflated byte
   * @throws MalformedException of kind CONTAINER if it is not a gzip file
   */
  public static InflatedStream gzip(InputStream in, Location location) throws IOException {
    InflatedStream stream = new InflatedStream(in, location, true, true);
    try {
      stream.header();
    } catch (IOException e) {
      stream.close();
      throw e;
    }
    return stream;
  }

  /** Opens a zlib stream; {@code location} as for {@link #gzip}. */
  public static InflatedStream zlib(InputStream in, Location location) {
    return new InflatedStream(in, location, false, false);
  }

  /** Opens deflated bytes without a header; {@code location} as for {@link #gzip}. */
  public static InflatedStream deflate(InputStream in, Location location) {
    return new InflatedStream(in, location, false, true);
  }

  /** Returns the number of inflated bytes read so far. */
  public long position() {
    return position;
  }

  /**
   * Returns the bytes that were taken from the source but not used; to be called before closing.
   */
  public byte[] rest() {
    return Arrays.copyOfRange(buffer, ended ? from : to - inflater.getRemaining(), to);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0) {
          if (isGzip) {
            crc.update(target, offset, count);
          }
          position += count;
          return count;
        }
        if (inflater.finished()) {
          from = to - inflater.getRemaining();
          finish();
        } else if (inflater.needsDictionary()) {
          throw new UnsupportedException(at(), "the stream needs a preset dictionary");
        } else if (fill()) {
          inflater.setInput(buffer, from, to - from);
        } else {
          throw new TruncatedException(at(), "the stream ends before its data does");
        }
      }
    } catch (DataFormatException e) {
      close();
      String reason = e.getMessage() == null ? "invalid deflate data" : e.getMessage();
      throw new MalformedException(Kind.CONTAINER, at(), reason, e);
    } catch (IOException e) {
      close();
      throw e;
    }
    return -1;
  }

  /**
   * Reads up to {@code length} bytes into one array that grows with the bytes read. The length is
   * trusted once an eighth of it has been read.
   */
  @Override
  public byte[] readNBytes(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, 1 << 16)];
    int count = 0;
    while (true) {
      count += readNBytes(bytes, count, bytes.length - count);
      if (count < bytes.length || count == length) {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
      }
      bytes = Arrays.copyOf(bytes, count >= length / TRUST ? length : 2 * count);
    }
  }

  /** Frees the inflater's memory. */
  @Override
  public void close() {
    ended = true;
    inflater.end();
  }

  /** Checks the trailer of the deflated data, and continues with the next member of a gzip file. */
  private void finish() throws IOException {
    if (isGzip) {
      long stated = u32("checksum");
      long size = u32("checksum");
      if (stated != crc.getValue()) {
        throw new MalformedException(Kind.CONTAINER, at(), "the CRC-32 is wrong");
      }
      if (size != (inflater.getBytesWritten() & 0xffffffffL)) {
        throw new MalformedException(Kind.CONTAINER, at(), "the size after the data is wrong");
      }
      while (need(1) && buffer[from] == 0) {
        from++;
      }
      if (isHeader()) {
        crc.reset();
        inflater.reset();
        header();
        return;
      }
    }
    close();
  }

  private boolean isHeader() throws IOException {
    return need(3)
        && buffer[from] == 0x1f
        && buffer[from + 1] == (byte) 0x8b
        && buffer[from + 2] == 8;
  }

  /**
   * Reads a gzip header: magic, method, flags, time and system; then the fields that the flags
   * announce.
   */
  private void header() throws IOException {
    if (!isHeader()) {
      if (to - from < 3) {
        throw new TruncatedException(at(), "the gzip header is cut short");
      }
      throw new MalformedException(
          Kind.CONTAINER, at(), "not valid gzip data: it does not begin with a gzip header");
    }
    if (!need(10)) {
      throw new TruncatedException(at(), "the gzip header is cut short");
    }
    int flags = buffer[from + 3];
    from += 10;
    if ((flags & EXTRA) != 0) {
      for (int extra = u8("header") | u8("header") << 8; extra > 0; extra--) {
        u8("header");
      }
    }
    for (int text : new int[] {NAME, COMMENT}) {
      int c = flags & text;
      while (c != 0) {
        c = u8("header");
      }
    }
    if ((flags & HEADER_CRC) != 0) {
      u8("header");
      u8("header");
    }
    inflater.setInput(buffer, from, to - from);
  }

  private int u8(String part) throws IOException {
    if (!need(1)) {
      throw new TruncatedException(at(), "the gzip " + part + " is cut short");
    }
    return buffer[from++] & 0xff;
  }

  private long u32(String part) throws IOException {
    return u8(part) | u8(part) << 8 | u8(part) << 16 | (long) u8(part) << 24;
  }

  /** Replaces the consumed block by the next one; false at the end of the source. */
  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer, 0, BLOCK));
    return to > 0;
  }

  /** Makes sure that {@code count} bytes are in the buffer; false at the end of the source. */
  private boolean need(int count) throws IOException {
    if (to - from >= count) {
      return true;
    }
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    to += in.readNBytes(buffer, to, count - to);
    return to >= count;
  }

  private Location at() {
    return location.at(position);
  }
}
