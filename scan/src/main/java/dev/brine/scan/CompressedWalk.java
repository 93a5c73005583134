package dev.brine.scan;

import dev.brine.error.BrineException;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.scan.internal.source.PersistentStream;
import dev.brine.scan.internal.source.ScanInput;
import dev.brine.scan.internal.source.Source;
import java.io.IOException;
import java.io.InputStream;

/** Scans data that is compressed as a whole by gzip, zlib, bzip2, xz or lzma. */
final class CompressedWalk {
  private final StreamWalk walk;

  CompressedWalk(StreamWalk walk) {
    this.walk = walk;
  }

  /**
   * Scans the next stream. Afterwards {@code in} is after it, or at its end if the stream is
   * damaged.
   *
   * @param source the same bytes, from the start of the stream
   */
  void walk(ScanInput in, Source source, Form form, ScannedPart part, Report report)
      throws IOException {
    long start = in.offset();
    IOException failure;
    try {
      InputStream decoded = walk.session().codec().decode(in, form);
      Once once = new Once(decoded, source, form);
      failure = walk.walk(once, part.decompressed(), false, report);
      if (failure == null && decoded instanceof InflatedStream inflated) {
        in.unread(inflated.rest());
      }
      decoded.close();
    } catch (IOException | RuntimeException e) {
      failure = PersistentStream.asFailure(e);
    }
    if (failure != null) {
      String reason =
          failure instanceof BrineException known
              ? known.reason()
              : String.valueOf(failure.getMessage());
      report.add(
          Codec.isLimit(failure) ? Verdict.SUSPICIOUS : Verdict.MALFORMED,
          part,
          start,
          "the " + form.label() + " stream is damaged: " + reason);
      in.skip(Long.MAX_VALUE); // its end is unknown
    }
    while (form == Form.XZ && in.sees(4) && isZero(in)) {
      in.pass(4); // padding
    }
  }

  private static boolean isZero(ScanInput in) {
    byte[] bytes = in.buffer();
    int at = in.from();
    return (bytes[at] | bytes[at + 1] | bytes[at + 2] | bytes[at + 3]) == 0;
  }

  /** The decoded bytes: first those of the stream being read, then decoded again each time. */
  private final class Once implements Source {
    private final InputStream first;
    private final Source source;
    private final Form form;
    private boolean used;

    Once(InputStream first, Source source, Form form) {
      this.first = first;
      this.source = source;
      this.form = form;
    }

    @Override
    public InputStream open() throws IOException {
      InputStream decoded =
          used ? walk.session().codec().decode(source.open(), form) : new Open(first);
      used = true;
      return new PersistentStream(
          decoded,
          in -> walk.session().codec().decode(in, form),
          source,
          Codec.lookAhead(form),
          walk.session().work());
    }
  }

  /** A stream that stays open, because the rest of its input is requested later. */
  private static final class Open extends InputStream {
    private final InputStream in;

    Open(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, length);
    }
  }
}
