package dev.brine.scan;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Looks at what is compressed as a whole: by gzip, zlib, bzip2, xz or lzma. */
final class CompressedWalk {
  /** What xz and lzma may take: the most that their presets need, and some. */
  private static final int MEMORY_KIB = 72 << 10;

  private final StreamWalk walk;

  CompressedWalk(StreamWalk walk) {
    this.walk = walk;
  }

  void walk(ScanInput in, Form form, Part part, Report report) throws IOException {
    long start = in.offset();
    IOException failure;
    try (InputStream decompressed = decompressed(in, form)) {
      failure = walk.walk(decompressed, part.decompressed(), report);
      if (decompressed instanceof InflatedStream inflated && failure == null) {
        in.unread(inflated.rest());
      }
    } catch (IOException e) {
      failure = e;
    }
    if (failure != null) {
      String reason =
          failure instanceof BrineException known
              ? known.reason()
              : String.valueOf(failure.getMessage());
      report.add(
          Verdict.MALFORMED, part, start, "the " + form.label() + " stream is damaged: " + reason);
    }
    if (failure != null || (form != Form.GZIP && form != Form.ZLIB)) {
      in.skip(Long.MAX_VALUE); // where it would have ended, or did, is not known
    }
  }

  private static InputStream decompressed(ScanInput in, Form form) throws IOException {
    try {
      return switch (form) {
        case GZIP -> InflatedStream.gzip(in, Location.MEMORY);
        case ZLIB -> InflatedStream.zlib(in, Location.MEMORY);
        case BZIP2 -> new Guarded(new BZip2CompressorInputStream(in, true));
        case XZ -> new Guarded(new XZInputStream(in, MEMORY_KIB));
        default -> new Guarded(new LZMAInputStream(in, MEMORY_KIB));
      };
    } catch (RuntimeException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Libraries may fail in other ways than with an IOException when bytes lie. */
  private static final class Guarded extends InputStream {
    private final InputStream in;

    Guarded(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (RuntimeException e) {
        throw new IOException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
