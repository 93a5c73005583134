package dev.brine.scan;

import dev.brine.error.Location;
import dev.brine.internal.tar.TarHeader;
import dev.brine.internal.tar.TarMember;
import dev.brine.internal.tar.TarOddity;
import dev.brine.internal.tar.TarReader;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Budget;
import dev.brine.scan.internal.source.MeteredStream;
import dev.brine.scan.internal.source.ScanInput;
import dev.brine.scan.internal.source.Source;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Scans the members of a tar archive in one pass and reports headers that tar tools interpret
 * differently.
 */
final class TarWalk {
  private final ScanState session;
  private final StreamWalk walk;
  private final ScanInput in;
  private final Source source;
  private final ScannedPart part;
  private final Report report;

  /** Whether bytes that follow in the stream can still be distinguished from this archive. */
  private boolean isIntact = true;

  /** Whether readers may find other members, or other content, than this one does. */
  private boolean isDoubtful;

  /**
   * Scans an archive.
   *
   * @param source the bytes of {@code in}, from the start of the archive
   */
  TarWalk(StreamWalk walk, ScanInput in, Source source, ScannedPart part, Report report) {
    this.session = walk.session();
    this.walk = walk;
    this.in = in;
    this.source = source;
    this.part = part;
    this.report = report;
  }

  /** Scans the next archive and leaves the stream after it. */
  void walk() throws IOException {
    long start = in.offset();
    TarReader tar =
        new TarReader(
            in,
            Location.MEMORY,
            (oddity, location, message) -> report(oddity, start + location.offset(), message));
    int members = 0;
    for (TarMember member = tar.next(); member != null; member = tar.next()) {
      if (++members > session.options().members()) {
        report.add(
            Verdict.SUSPICIOUS,
            part,
            start + member.offset(),
            "too many files to scan (limit members)");
        isIntact = false;
        break;
      }
      member(tar, member);
    }
    if (isDoubtful) {
      otherReadings();
    }
    if (!isIntact) {
      in.skip(Long.MAX_VALUE);
      return;
    }
    in.unread(tar.tail());
    in.skipZeros();
  }

  private void report(TarOddity oddity, long offset, String message) {
    switch (oddity) {
      case NO_END, SIGNED_CHECKSUM -> {} // all readers agree
      case SPARSE -> report.add(Verdict.SUSPICIOUS, part, offset, message);
      default -> report.add(Verdict.MALFORMED, part, offset, message);
    }
    isIntact &= oddity != TarOddity.BAD_HEADER && oddity != TarOddity.IMPOSSIBLE_SIZE;
    isDoubtful |=
        switch (oddity) {
          case NO_END, SIGNED_CHECKSUM, TRUNCATED, CONTENT_WITHOUT_FILE -> false;
          default -> true;
        };
  }

  /**
   * Scans what follows every block that may be a header, up to the end of the archive: the content
   * of a member begins there for every reader, wherever it ends.
   */
  private void otherReadings() throws IOException {
    Budget work = session.work();
    try (InputStream blocks = new MeteredStream(source.open(), work)) {
      int headers = 0;
      byte[] block = blocks.readNBytes(TarHeader.BLOCK);
      for (long end = block.length; block.length == TarHeader.BLOCK; end += block.length) {
        if (TarHeader.isHeader(block, 0, block.length)) {
          if (++headers > session.options().members()) {
            return; // reported for the members
          }
          ScannedPart inner = part.inside(TarHeader.name(block), false);
          if (inner.depth() > session.options().depth()) {
            return;
          }
          Report own = new Report();
          IOException failure = walk.walk(source.from(end, work), inner, false, own);
          if (failure != null && Codec.isLimit(failure)) {
            report.addFailure(Verdict.SUSPICIOUS, inner, failure);
          }
          report.addWorse(own, Verdict.SUSPICIOUS);
        }
        block = blocks.readNBytes(TarHeader.BLOCK);
      }
    }
  }

  private void member(TarReader tar, TarMember member) {
    String name = member.name();
    ScannedPart inner = part.inside(name, !member.isSparse() && FileNames.claims(name));
    if (inner.depth() > session.options().depth()) {
      report.add(Verdict.SUSPICIOUS, inner, 0, ScannedPart.TOO_DEEP);
      return;
    }
    IOException failure = walk.walk(new Once(tar, member.size()), inner, false, report);
    if (failure != null) {
      report.addFailure(Verdict.MALFORMED, inner, failure);
    }
  }

  /** The content of a member: first from the current position in the archive, later found again. */
  private final class Once implements Source {
    private final TarReader tar;
    private final long size;
    private final long start;
    private boolean used;

    Once(TarReader tar, long size) {
      this.tar = tar;
      this.size = size;
      this.start = tar.position();
    }

    @Override
    public InputStream open() throws IOException {
      if (!used) {
        used = true;
        return new Content(tar.content(), size);
      }
      InputStream found = source.from(start, session.work()).open();
      return new Bounded(found, size);
    }
  }

  /** The first bytes of a stream. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int n = super.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long n = super.skip(Math.min(bytes, left));
      left -= n;
      return n;
    }
  }

  /** The content of a member, whose size is known. */
  private static final class Content extends FilterInputStream implements BoundedStream {
    private final long size;

    Content(InputStream in, long size) {
      super(in);
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }
  }
}
