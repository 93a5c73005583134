package dev.brine.scan;

import dev.brine.scan.internal.source.BytesContent;
import dev.brine.scan.internal.source.MeteredStream;
import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Looks at a stream: one thing after another, whatever each turns out to be. */
final class StreamWalk {
  private final Session session;
  private final ArrayWalk arrays;
  private final CompressedWalk compressed;

  StreamWalk(Session session) {
    this.session = session;
    this.arrays = new ArrayWalk(this);
    this.compressed = new CompressedWalk(this);
  }

  Session session() {
    return session;
  }

  /**
   * Looks at all of a stream.
   *
   * @return why it ended too early, or null; that is no finding yet
   */
  @Nullable IOException walk(InputStream in, Part part, Report report) {
    return walk(in, part, false, report);
  }

  /**
   * Looks at all of a stream.
   *
   * @param vouched whether the file has these bytes but once, so that the elements of an array in
   *     it cost nothing
   * @return why it ended too early, or null; that is no finding yet
   */
  @Nullable IOException walk(InputStream in, Part part, boolean vouched, Report report) {
    if (part.depth() > session.options().depth()) {
      report.recognise();
      report.add(Verdict.SUSPICIOUS, part, 0, Part.TOO_DEEP);
      return null;
    }
    MeteredStream metered = new MeteredStream(in, session.work());
    IOException failure;
    try {
      long size = in instanceof Sized sized ? sized.size() : Integer.MAX_VALUE;
      sequence(new ScanInput(metered, 0, size), metered, part, vouched, report);
      failure = metered.failure();
    } catch (IOException e) {
      failure = e;
    }
    if (metered.isExhausted()) {
      report.add(
          Verdict.SUSPICIOUS,
          part,
          -1,
          "only " + session.work().limit() + " bytes of a file are looked at (limit total)");
    }
    return failure;
  }

  private void sequence(
      ScanInput in, MeteredStream metered, Part part, boolean vouched, Report report)
      throws IOException {
    if (!in.sees(1) && part.isClaimed()) {
      report.recognise();
      report.add(Verdict.MALFORMED, part, 0, "there is nothing in it");
    }
    for (boolean first = true; in.sees(1); first = false) {
      in.sees(Forms.HEAD);
      long start = in.offset();
      Form form =
          first
              ? Forms.of(in.buffer(), in.from(), in.to())
              : Forms.among(in.buffer(), in.from(), in.to());
      if (form != Form.OTHER) {
        report.recognise();
      }
      switch (form) {
        case NPY -> arrays.walk(in, metered, vouched && first, part, report);
        case ZIP -> archive(in, part, report);
        case TAR -> new TarWalk(session, this, in, part, report).walk();
        case GZIP, ZLIB, BZIP2, XZ, LZMA -> compressed.walk(in, form, part, report);
        case CLOSED -> {
          report.add(
              Verdict.SUSPICIOUS,
              part,
              start,
              "an archive or compression that Brine cannot look into");
          return;
        }
        default -> {
          if (first) {
            pickles(in, part, report);
          } else {
            behind(in, part, report);
          }
        }
      }
      if (in.offset() == start) {
        return; // a damaged start, of which nothing could be read
      }
    }
  }

  private void pickles(ScanInput in, Part part, Report report) throws IOException {
    if (new PickleScan(this, in, part, report).pickles()) {
      report.recognise();
    } else {
      in.skip(Long.MAX_VALUE);
    }
  }

  /** What stands behind something else, and is no container: pickles, or nobody knows what. */
  private void behind(ScanInput in, Part part, Report report) throws IOException {
    long start = in.offset();
    Report own = new Report();
    pickles(in, part.claimed(), own);
    if (own.verdict() == Verdict.MALFORMED) {
      report.add(
          Verdict.SUSPICIOUS, part, start, "more follows, and it is neither array nor pickle");
    }
    report.addAll(own);
  }

  /** An archive's directory is at its end, so all of it must be there. */
  private void archive(ScanInput in, Part part, Report report) throws IOException {
    long start = in.offset();
    int most = (int) Math.min(session.options().heldBytes(), Runtime.getRuntime().maxMemory() / 8);
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
    new ArchiveWalk(session, this, 1).walk(new BytesContent(bytes, part.location()), part, report);
  }
}
