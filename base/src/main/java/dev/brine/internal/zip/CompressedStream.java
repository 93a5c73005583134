package dev.brine.internal.zip;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.internal.io.BulkStream;
import dev.brine.internal.magic.FileFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The decoded bytes of a file that is compressed as a whole. bzip2, xz and lzma need the same
 * optional libraries as the members of zip archives.
 */
public final class CompressedStream extends BulkStream {
  /** A dictionary of 64 MiB, that of the highest preset of xz, and what else a decoder needs. */
  private static final int MEMORY_KIB = 72 << 10;

  /** What joblib before 0.10 wrote: two letters, a hexadecimal number of 19 characters, zlib. */
  private static final String ZFILE = "ZF0x";

  private static final int ZFILE_HEADER = 21;

  private final InputStream in;
  private final InputStream decoded;
  private final Location location;
  private long count;

  private CompressedStream(InputStream in, InputStream decoded, Location location) {
    this.in = in;
    this.decoded = decoded;
    this.location = location;
  }

  /**
   * Opens a file for which {@link #isCompressed} is true.
   *
   * @param in the file from its first byte; closing the stream closes it
   * @param first its first bytes, {@link FileFormat#HEAD} if it has as many
   * @param location of the file, for messages
   * @throws UnsupportedException if the library for its format is absent
   */
  public static InputStream open(InputStream in, byte[] first, Location location)
      throws IOException {
    boolean isZfile = isZfile(first);
    FileFormat format = isZfile ? FileFormat.ZLIB : FileFormat.of(first);
    try {
      if (isZfile) {
        boolean blank = first.length > ZFILE_HEADER && first[ZFILE_HEADER] == ' ';
        in.skipNBytes(ZFILE_HEADER + (blank ? 1 : 0));
      }
      return new CompressedStream(in, decoder(in, format, location), location);
    } catch (NoClassDefFoundError e) {
      String library =
          format == FileFormat.BZIP2 ? "org.apache.commons:commons-compress" : "org.tukaani:xz";
      throw new UnsupportedException(
          location, "the file is compressed and needs " + library + " on the class path");
    } catch (BrineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw failure(e, location.at(0));
    }
  }

  /** Returns whether {@link #open} decodes a file that begins with these bytes. */
  public static boolean isCompressed(byte[] first) {
    FileFormat format = FileFormat.of(first);
    return isZfile(first)
        || format == FileFormat.GZIP
        || format == FileFormat.ZLIB
        || format == FileFormat.BZIP2
        || format == FileFormat.XZ
        || format == FileFormat.LZMA;
  }

  /** Returns how much memory xz and lzma may take, in KiB: less in a small heap. */
  public static int memoryKib() {
    return (int) Math.min(MEMORY_KIB, Runtime.getRuntime().maxMemory() / 1024 / 4 * 3);
  }

  private static boolean isZfile(byte[] first) {
    byte[] magic = ZFILE.getBytes(StandardCharsets.US_ASCII);
    return first.length > ZFILE_HEADER
        && Arrays.equals(first, 0, magic.length, magic, 0, magic.length);
  }

  private static InputStream decoder(InputStream in, @Nullable FileFormat format, Location location)
      throws IOException {
    if (format == FileFormat.GZIP) {
      return InflatedStream.gzip(in, location);
    }
    if (format == FileFormat.ZLIB) {
      return InflatedStream.zlib(in, location);
    }
    return format == FileFormat.BZIP2
        ? Libraries.bzip2(in)
        : format == FileFormat.XZ ? Libraries.xz(in) : Libraries.lzma(in);
  }

  /**
   * A class of its own, because Java loads the libraries when it verifies a class that uses them.
   */
  private static final class Libraries {
    private Libraries() {}

    static InputStream bzip2(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }

    static InputStream xz(InputStream in) throws IOException {
      return new XZInputStream(in, memoryKib());
    }

    static InputStream lzma(InputStream in) throws IOException {
      return new LZMAInputStream(in, memoryKib());
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
      throw failure(e, location.at(count));
    }
  }

  /** The libraries throw exceptions of their own, and unchecked ones for some damage. */
  private static BrineException failure(Exception e, Location at) {
    if (e instanceof EOFException) {
      return new TruncatedException(Kind.CONTAINER, at, "the compressed data is cut short");
    }
    if (e.getClass().getName().equals("org.tukaani.xz.MemoryLimitException")) {
      return new LimitException(
          at,
          "the compressed data needs more memory to decode than the limit of "
              + memoryKib() / 1024
              + " MiB: "
              + e.getMessage());
    }
    return CodecDecoder.damaged(at, e);
  }

  @Override
  public void close() throws IOException {
    try (in) {
      decoded.close();
    }
  }
}
