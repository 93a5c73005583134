package dev.brine.scan;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.internal.io.BulkStream;
import dev.brine.scan.internal.source.Budget;
import dev.brine.scan.internal.source.PersistentStream;
import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** Decodes data that is compressed as a whole, one stream after another, as Python's readers do. */
final class Codec {
  /** The memory limit of xz and lzma, slightly more than their presets need. */
  private static final int MEMORY_KIB = 72 << 10;

  private static final int LARGEST_DICTIONARY = 70 << 20;
  private static final int LZMA_HEADER = 14;
  private static final int LZMA_PROPERTIES = 225;
  private static final int USUAL_PROPERTIES = 0x5d;
  private static final int RANGE_HEADER = 5;
  private static final int LZIP_HEADER = 6;
  private static final int LZIP_TRAILER = 20;

  /** Two letters and a hexadecimal number of as many characters as 2 to the 64th needs. */
  private static final int ZF_HEADER = 21;

  /** The steps that the setup of a decoder counts as, which may take longer than its bytes. */
  private static final int STEPS_PER_STREAM = 1000;

  private static final int STEPS_PER_BZIP2 = 5000;

  /** The dictionaries of decoders that ended, since a small stream may ask for a large one. */
  private final ArrayCache arrays = new BasicArrayCache();

  private final Budget steps;

  /** Creates the decoders of one file, which take their work from {@code steps}. */
  Codec(Budget steps) {
    this.steps = steps;
  }

  /** Returns the decoded bytes of {@code in}, which has a stream of this form. */
  InputStream decode(InputStream in, Form form) throws IOException {
    return switch (form) {
      case GZIP -> InflatedStream.gzip(in, Location.MEMORY);
      case ZLIB -> InflatedStream.zlib(in, Location.MEMORY);
      case JOBLIB -> joblib(in);
      default -> new Streams(in instanceof ScanInput seen ? seen : new ScanInput(in, 0), form);
    };
  }

  /**
   * Returns the decoded bytes of a member of a zip archive; null if its method cannot be decoded.
   */
  @Nullable InputStream member(InputStream in, int method) throws IOException {
    return switch (method) {
      case 0 -> in;
      case 8 -> InflatedStream.deflate(in, Location.MEMORY);
      case 12 -> decode(in, Form.BZIP2);
      case 14 -> lzmaMember(in);
      default -> null;
    };
  }

  /** Properties in place of a header (APPNOTE 5.8.8); most have no size. */
  private InputStream lzmaMember(InputStream in) throws IOException {
    byte[] header = in.readNBytes(9);
    if (header.length < 9) {
      throw new TruncatedException(Location.MEMORY, "the lzma properties are cut short");
    }
    return lzma(in, -1, header[4], dictionary(header, 5));
  }

  /** Returns what joblib wrote up to version 0.9: a size in hexadecimal, perhaps a blank, zlib. */
  private static InputStream joblib(InputStream in) throws IOException {
    ScanInput seen = in instanceof ScanInput same ? same : new ScanInput(in, 0);
    seen.skip(ZF_HEADER);
    if (seen.sees(1) && seen.buffer()[seen.from()] == ' ') {
      seen.pass(1);
    }
    return InflatedStream.zlib(seen, Location.MEMORY);
  }

  /**
   * Returns whether bytes may begin a stream of the lzma format that preceded xz. It has no magic,
   * so that other files may look like it; liblzma asks for a dictionary of a usual size.
   */
  static boolean mayBeLzma(byte[] bytes, int at, int end) {
    if (end - at < LZMA_HEADER || (bytes[at] & 0xff) >= LZMA_PROPERTIES || bytes[at + 13] != 0) {
      return false;
    }
    long size = size(bytes, at);
    int dictionary = dictionary(bytes, at + 1);
    boolean likely = size == -1 || bytes[at] == USUAL_PROPERTIES;
    return (size == -1 || (size >= 0 && size < 1L << 38))
        && isUsualSize(dictionary)
        && (likely || (dictionary >= 0 && dictionary <= LARGEST_DICTIONARY));
  }

  /**
   * Returns whether bytes may begin a zlib stream with a window of less than 32 KiB, which has no
   * magic that other files do not have too.
   */
  static boolean isZlibOfSmallWindow(byte[] bytes) {
    return bytes.length > 2
        && (bytes[0] & 0x8f) == 0x08
        && bytes[0] != 'x'
        && (bytes[1] & 0x20) == 0
        && ((bytes[0] << 8) | (bytes[1] & 0xff)) % 31 == 0;
  }

  /**
   * Returns whether a dictionary has a size that liblzma takes: 2 to the n, or that and half of it.
   */
  private static boolean isUsualSize(int dictionary) {
    int high = Integer.highestOneBit(dictionary);
    int rest = dictionary & ~high;
    return dictionary == -1 || rest == 0 || rest == high >>> 1;
  }

  private static long size(byte[] bytes, int at) {
    long size = 0;
    for (int i = 7; i >= 0; i--) {
      size = size << 8 | (bytes[at + 5 + i] & 0xff);
    }
    return size;
  }

  private static int dictionary(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private InputStream lzma(InputStream in, long size, byte properties, int dictionary)
      throws IOException {
    if (dictionary < 0 || dictionary > LARGEST_DICTIONARY) {
      throw new LimitException(
          Location.MEMORY,
          "the lzma stream requires a dictionary of "
              + Integer.toUnsignedLong(dictionary)
              + " bytes, more than "
              + LARGEST_DICTIONARY
              + " (limit memory)");
    }
    if (size == 0 && (properties & 0xff) < LZMA_PROPERTIES) {
      in.skipNBytes(RANGE_HEADER); // zeros are such streams
      return InputStream.nullInputStream();
    }
    start(STEPS_PER_STREAM);
    return new LZMAInputStream(unclosed(in), size, properties, dictionary, null, arrays);
  }

  private void start(int count) throws IOException {
    if (!steps.takes(count)) {
      throw new LimitException(
          Location.MEMORY, "too many compressed streams to scan (limit total)");
    }
  }

  /** Returns {@code in} for a decoder that is closed before it, to give its arrays back. */
  private static InputStream unclosed(InputStream in) {
    return new BulkStream() {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
      }
    };
  }

  /**
   * Returns the number of zeros that the decoder of a form needs after its bytes, because it reads
   * ahead.
   */
  static int lookAhead(Form form) {
    return switch (form) {
      case XZ -> PersistentStream.LOOK_AHEAD;
      case LZMA, LZIP -> 16;
      default -> 0;
    };
  }

  /**
   * Returns whether a failure says that other readers may decode what this one does not: it takes
   * too much memory, or options that only liblzma has, such as a check of an unknown kind.
   */
  static boolean isLimit(IOException failure) {
    return failure instanceof LimitException
        || failure instanceof org.tukaani.xz.MemoryLimitException
        || failure instanceof org.tukaani.xz.UnsupportedOptionsException;
  }

  /** Streams of bzip2, or of xz, lzma and lzip, one behind another, as one. */
  private final class Streams extends BulkStream {
    private final ScanInput in;
    private @Nullable Form form;
    private @Nullable InputStream current;

    Streams(ScanInput in, Form first) {
      this.in = in;
      this.form = first;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      try {
        while (form != null) {
          InputStream stream = current == null ? next(form) : current;
          current = stream;
          int n = stream.read(target, offset, length);
          if (n >= 0) {
            return n;
          }
          release();
          if (form == Form.LZIP) {
            in.skip(LZIP_TRAILER);
          }
          form = following(form);
        }
        return -1;
      } catch (IOException | RuntimeException e) {
        release();
        form = null;
        throw PersistentStream.asFailure(e);
      }
    }

    @Override
    public void close() throws IOException {
      release();
      form = null;
    }

    private void release() throws IOException {
      InputStream ended = current;
      current = null;
      if (ended != null) {
        ended.close();
      }
    }

    private InputStream next(Form next) throws IOException {
      if (next == Form.BZIP2 || next == Form.XZ) {
        start(next == Form.XZ ? STEPS_PER_STREAM : STEPS_PER_BZIP2);
      }
      return switch (next) {
        case BZIP2 -> new BZip2CompressorInputStream(unclosed(in), false);
        case XZ -> new SingleXZInputStream(unclosed(in), MEMORY_KIB, arrays);
        case LZIP -> lzip();
        default -> lzmaAlone();
      };
    }

    private InputStream lzmaAlone() throws IOException {
      byte[] header = in.readNBytes(LZMA_HEADER - 1);
      if (header.length < LZMA_HEADER - 1) {
        throw new TruncatedException(Location.MEMORY, "the lzma header is cut short");
      }
      return lzma(in, size(header, 0), header[0], dictionary(header, 1));
    }

    private InputStream lzip() throws IOException {
      byte[] header = in.readNBytes(LZIP_HEADER);
      if (header.length < LZIP_HEADER) {
        throw new TruncatedException(Location.MEMORY, "the lzip header is cut short");
      }
      int log = header[5] & 0x1f;
      if (log < 12 || log > 29) {
        throw new MalformedException(
            Kind.CONTAINER, Location.MEMORY, "the lzip header has no size of a dictionary");
      }
      int size = (1 << log) - ((header[5] & 0xff) >> 5) * (1 << (log - 4));
      return lzma(in, -1, (byte) USUAL_PROPERTIES, size);
    }

    /** Returns the form of the stream that follows the one that ended; null if none follows. */
    private @Nullable Form following(Form last) throws IOException {
      in.sees(FormatNames.HEAD);
      byte[] bytes = in.buffer();
      int from = in.from();
      int to = in.to();
      if (last == Form.BZIP2) {
        boolean more =
            to - from > 3 && bytes[from] == 'B' && bytes[from + 1] == 'Z' && bytes[from + 2] == 'h';
        return more ? Form.BZIP2 : null;
      }
      Form next = FormatNames.among(bytes, from, to);
      if (next == Form.XZ || next == Form.LZIP) {
        return next;
      }
      return next == Form.OTHER && mayBeLzma(bytes, from, to) ? Form.LZMA : null;
    }
  }
}
