package dev.brine.datasets.internal.gzip;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks a gzip file as it is read. It counts, and tells damage from the end. */
public final class GzipStream extends InputStream {
  private static final int BLOCK = 1 << 16;
  private static final int SURE = 8;

  private final GZIPInputStream in;
  private final Location location;
  private long position;

  private GzipStream(GZIPInputStream in, Location location) {
    this.in = in;
    this.location = location;
  }

  /**
   * Opens one; it closes {@code packed}, also when this fails.
   *
   * @param location what failures name; offsets are those of the unpacked bytes
   * @throws MalformedException of kind CONTAINER if it is no gzip file
   */
  public static GzipStream open(InputStream packed, Location location) throws IOException {
    try {
      return new GzipStream(new GZIPInputStream(packed, BLOCK), location);
    } catch (EOFException | ZipException e) {
      packed.close();
      throw failure(e, location.at(0));
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  /** How many bytes were read. */
  public long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int at, int length) throws IOException {
    try {
      int count = in.read(target, at, length);
      position += Math.max(count, 0);
      return count;
    } catch (EOFException | ZipException e) {
      throw failure(e, location.at(position));
    }
  }

  /**
   * The next bytes, at most {@code length}: in one array, and not in thousands of small ones first.
   * The length is believed when an eighth of it is there.
   */
  @Override
  public byte[] readNBytes(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, BLOCK)];
    int count = 0;
    while (true) {
      count += readNBytes(bytes, count, bytes.length - count);
      if (count < bytes.length || count == length) {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
      }
      bytes = Arrays.copyOf(bytes, count >= length / SURE ? length : 2 * count);
    }
  }

  private static IOException failure(IOException e, Location location) {
    return e instanceof EOFException
        ? new TruncatedException(location, "the gzip file ends before its data does")
        : new MalformedException(
            Kind.CONTAINER, location, "not valid gzip data: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
