package dev.brine.scan;

import dev.brine.internal.tar.TarHeader;
import dev.brine.internal.zip.ZipFormat;
import dev.brine.scan.internal.source.BytesContent;
import dev.brine.scan.internal.source.Content;
import dev.brine.scan.internal.source.MeteredStream;
import dev.brine.scan.internal.source.PersistentStream;
import dev.brine.scan.internal.source.ScanInput;
import dev.brine.scan.internal.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scans a stream in every way in which readers might interpret it: one item after another, of any
 * format, and again from the start if its beginning has several meanings or its end is that of a
 * zip archive. The additional readings contribute findings, but not failures.
 */
final class StreamWalk {
  /** What the setup of a reader counts as, for each array, pickle or container in a stream. */
  private static final int STEPS_PER_ITEM = 400;

  /** The bytes 0, 5, 0x16, 7. */
  private static final long APPLE_DOUBLE = 0x07160500;

  private final ScanState session;
  private final ArrayWalk arrays;
  private final CompressedWalk compressed;

  StreamWalk(ScanState session) {
    this.session = session;
    this.arrays = new ArrayWalk(this);
    this.compressed = new CompressedWalk(this);
  }

  ScanState session() {
    return session;
  }

  /** Scans bytes that a pickle holds, as {@link #walk(Source, ScannedPart, boolean, Report)}. */
  void walk(ByteArrayInputStream in, ScannedPart part, Report report) {
    byte[] bytes = in.readAllBytes();
    walk(() -> new ByteArrayInputStream(bytes), part, false, report);
  }

  /**
   * Scans a whole stream.
   *
   * @param vouched whether these bytes occur only once in the file, so that array elements in them
   *     do not count as work
   * @return the reason that it ended too early, or null; the caller reports it
   */
  @Nullable IOException walk(Source source, ScannedPart part, boolean vouched, Report report) {
    Beginning beginning = new Beginning();
    IOException failure = read(source, part, vouched, report, beginning);
    if (beginning.isRead) {
      otherwise(source, part, report, beginning.form, beginning.head);
      if (beginning.form != Form.ZIP && LooseDirectory.isEnd(beginning.tail)) {
        again(source, part, report, this::zipAtTheEnd);
      }
    }
    return failure;
  }

  /** Scans a stream like {@link #walk}, but does not look for a zip archive at its end. */
  @Nullable IOException walkFile(Source source, ScannedPart part, Report report) {
    Beginning beginning = new Beginning();
    IOException failure = read(source, part, true, report, beginning);
    if (beginning.isRead) {
      otherwise(source, part, report, beginning.form, beginning.head);
    }
    return failure;
  }

  /** The result of the first reading of a stream. */
  private static final class Beginning {
    private boolean isRead;
    private Form form = Form.OTHER;
    private byte[] head = new byte[0];
    private byte[] tail = new byte[0];
  }

  /** Another way to read a stream. */
  private interface Reading {
    void read(ScanInput in, ScannedPart part, Report report) throws IOException;
  }

  /** Reads a stream in the other ways that its beginning allows. */
  void otherwise(Source source, ScannedPart part, Report report, Form form, byte[] head) {
    if (form != Form.TAR && TarHeader.isHeader(head, 0, head.length)) {
      again(source, part, report, (in, p, own) -> new TarWalk(this, in, source, p, own).walk());
    }
    if (form == Form.TAR || form == Form.LZMA) {
      again(source, part, report, (in, p, own) -> new PickleScan(this, in, p, own).pickles());
    }
    if (form == Form.OTHER && Codec.isZlibOfSmallWindow(head)) {
      again(source, part, report, (in, p, own) -> compressed.walk(in, source, Form.ZLIB, p, own));
    }
    if (form == Form.OTHER && TextMode.mayChange(head)) {
      again(
          source,
          part,
          report,
          (in, p, own) -> {
            ScanInput text = new ScanInput(new TextMode(in), 0);
            new PickleScan(this, text, p, own).pickles();
          });
    }
    if (form != Form.LZMA && Codec.mayBeLzma(head, 0, head.length)) {
      again(source, part, report, (in, p, own) -> compressed.walk(in, source, Form.LZMA, p, own));
    }
  }

  private void again(Source source, ScannedPart part, Report report, Reading reading) {
    Report own = new Report();
    try (InputStream in = source.open()) {
      MeteredStream metered = new MeteredStream(in, session.work());
      reading.read(new ScanInput(metered, 0), part.unclaimed(), own);
      addExhaustion(metered, part, report);
    } catch (IOException e) {
      own.addFailure(Verdict.MALFORMED, part, e); // the first reading has already reported this
    }
    report.addWorse(own, Verdict.SUSPICIOUS);
  }

  private void zipAtTheEnd(ScanInput in, ScannedPart part, Report report) throws IOException {
    held(in, part, report, ArchiveWalk::walkListed);
  }

  private @Nullable IOException read(
      Source source, ScannedPart part, boolean vouched, Report report, Beginning beginning) {
    if (part.depth() > session.options().depth()) {
      report.recognise();
      report.add(Verdict.SUSPICIOUS, part, 0, ScannedPart.TOO_DEEP);
      return null;
    }
    try (InputStream in = source.open()) {
      MeteredStream metered = new MeteredStream(in, session.work());
      long size = size(in);
      ScanInput input = new ScanInput(metered, 0, size);
      input.sees(FormatNames.HEAD);
      int count = Math.min(FormatNames.HEAD, input.to() - input.from());
      beginning.head = Arrays.copyOfRange(input.buffer(), input.from(), input.from() + count);
      beginning.form = FormatNames.of(beginning.head, 0, count);
      beginning.isRead = true;
      IOException failure;
      try {
        sequence(input, source, metered, part, vouched, report);
        input.skip(Long.MAX_VALUE);
        failure = metered.failure();
      } catch (IOException e) {
        failure = e;
      }
      if (failure == null && in instanceof PersistentStream persistent) {
        failure = persistent.failure();
      }
      beginning.tail = metered.tail();
      addExhaustion(metered, part, report);
      return failure;
    } catch (IOException e) {
      return e;
    }
  }

  private static long size(InputStream in) {
    if (in instanceof BoundedStream sized) {
      return sized.size();
    }
    // all of them are there
    return in instanceof ByteArrayInputStream bytes ? bytes.available() : Integer.MAX_VALUE;
  }

  private void addExhaustion(MeteredStream metered, ScannedPart part, Report report) {
    if (metered.isExhausted()) {
      report.add(
          Verdict.SUSPICIOUS,
          part,
          -1,
          "only " + session.work().limit() + " bytes of a file are scanned (limit total)");
    }
  }

  private void sequence(
      ScanInput in,
      Source source,
      MeteredStream metered,
      ScannedPart part,
      boolean vouched,
      Report report)
      throws IOException {
    if (!in.sees(1) && part.isClaimed()) {
      report.recognise();
      report.add(Verdict.MALFORMED, part, 0, "the file is empty");
    }
    for (boolean first = true; in.sees(1); first = false) {
      in.sees(FormatNames.HEAD);
      long start = in.offset();
      if (!session.steps().takes(STEPS_PER_ITEM)) {
        report.add(Verdict.SUSPICIOUS, part, start, "too many items to scan (limit total)");
        return;
      }
      Form form =
          first
              ? FormatNames.of(in.buffer(), in.from(), in.to())
              : FormatNames.among(in.buffer(), in.from(), in.to());
      if (form != Form.OTHER) {
        report.recognise();
      }
      switch (form) {
        case NPY -> arrays.walk(in, metered, vouched && first, part, report);
        case ZIP -> {
          Report own = new Report();
          archive(in, part, own);
          report.addAll(own);
          if (!first && own.verdict() == Verdict.MALFORMED) {
            report.add(Verdict.SUSPICIOUS, part, start, "a damaged zip archive follows");
          }
        }
        case TAR -> new TarWalk(this, in, source.from(start, session.work()), part, report).walk();
        case GZIP, ZLIB, BZIP2, XZ, LZMA, LZIP, JOBLIB ->
            compressed.walk(in, source.from(start, session.work()), form, part, report);
        case CLOSED -> {
          report.add(
              Verdict.SUSPICIOUS,
              part,
              start,
              "an archive or compression format that Brine cannot read");
          return;
        }
        default -> {
          Source rest = first ? source : source.from(start, session.work());
          if (first && isMetadata(in, part)) {
            Report own = new Report();
            pickles(in, rest, part, own);
            report.addWorse(own, Verdict.SUSPICIOUS);
          } else if (first) {
            pickles(in, rest, part, report);
          } else {
            behind(in, rest, part, report);
          }
        }
      }
      if (in.offset() == start) {
        return; // a damaged start, of which nothing was readable
      }
    }
  }

  /**
   * Returns whether this is a member in which macOS keeps attributes of another file (AppleDouble),
   * named like that one. NumPy returns its bytes; no other reader takes the first of them.
   */
  private static boolean isMetadata(ScanInput in, ScannedPart part) {
    byte[] bytes = in.buffer();
    int at = in.from();
    return !part.member().isEmpty()
        && in.to() - at >= 4
        && ZipFormat.u32(bytes, at) == APPLE_DOUBLE;
  }

  /**
   * Scans the next pickles, also as readers do that take them otherwise.
   *
   * @param source the same bytes
   */
  private void pickles(ScanInput in, Source source, ScannedPart part, Report report)
      throws IOException {
    PickleScan scan = new PickleScan(this, in, part, report);
    if (scan.pickles()) {
      report.recognise();
    } else {
      in.skip(Long.MAX_VALUE);
    }
    if (scan.sharesMemo()) {
      again(source, part, report, (i, p, r) -> new PickleScan(this, i, p, r).withOneMemo());
    }
    if (scan.hasPadding()) {
      again(source, part, report, (i, p, r) -> new PickleScan(this, i, p, r).withoutPadding());
    }
  }

  /** Scans what follows another item and is not a container: pickles or unknown bytes. */
  private void behind(ScanInput in, Source source, ScannedPart part, Report report)
      throws IOException {
    long start = in.offset();
    boolean hasZeros = in.skipZeros() > 0;
    if (hasZeros && !in.sees(1)) {
      return; // padding, which no reader follows
    }
    Report own = new Report();
    pickles(in, source, part.claimed(), own);
    if (hasZeros || own.verdict() == Verdict.MALFORMED) {
      report.add(
          Verdict.SUSPICIOUS,
          part,
          start,
          "the bytes that follow are neither an array nor a pickle");
    }
    report.addAll(own);
  }

  /** Scans an archive, which must be complete because its directory is at its end. */
  private void archive(ScanInput in, ScannedPart part, Report report) throws IOException {
    held(in, part, report, ArchiveWalk::walk);
  }

  /** A way to scan an archive. */
  private interface Walk {
    void walk(ArchiveWalk archive, Content content, ScannedPart part, Report report)
        throws IOException;
  }

  /**
   * Scans all bytes that follow as an archive; reports a finding instead if there are too many to
   * hold them in memory, together with those of the archives around it.
   */
  private void held(ScanInput in, ScannedPart part, Report report, Walk scan) throws IOException {
    long start = in.offset();
    int most = (int) Math.max(0, session.heldBytes() - part.held());
    byte[] bytes = in.readNBytes(most);
    if (in.sees(1)) {
      report.add(
          Verdict.SUSPICIOUS,
          part,
          start,
          "an archive of more than " + most + " bytes inside another file (limit heldBytes)");
      in.skip(Long.MAX_VALUE);
      return;
    }
    BytesContent content = new BytesContent(bytes, part.location());
    ScannedPart holding = part.holding(bytes.length);
    scan.walk(new ArchiveWalk(session, this, 1), content, holding, report);
  }
}
