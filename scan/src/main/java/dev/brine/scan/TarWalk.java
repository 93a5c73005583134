package dev.brine.scan;

import dev.brine.error.Location;
import dev.brine.internal.tar.TarMember;
import dev.brine.internal.tar.TarOddity;
import dev.brine.internal.tar.TarReader;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.ScanInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Scans the members of a tar archive in one pass and reports headers that tar tools interpret
 * differently.
 */
final class TarWalk {
  private final Session session;
  private final StreamWalk walk;
  private final ScanInput in;
  private final Part part;
  private final Report report;

  /** Whether what follows in the stream can still be told from this archive. */
  private boolean isIntact = true;

  TarWalk(Session session, StreamWalk walk, ScanInput in, Part part, Report report) {
    this.session = session;
    this.walk = walk;
    this.in = in;
    this.part = part;
    this.report = report;
  }

  /** Scans the archive that is next and leaves the stream behind it. */
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
            "more files than are looked at (limit members)");
        isIntact = false;
        break;
      }
      member(tar, member);
    }
    if (!isIntact) {
      in.skip(Long.MAX_VALUE);
      return;
    }
    in.unread(tar.tail());
    skipPadding();
  }

  private void report(TarOddity oddity, long offset, String message) {
    switch (oddity) {
      case NO_END, SIGNED_CHECKSUM -> {} // read alike by all
      case SPARSE -> report.add(Verdict.SUSPICIOUS, part, offset, message);
      default -> report.add(Verdict.MALFORMED, part, offset, message);
    }
    isIntact &= oddity != TarOddity.BAD_HEADER && oddity != TarOddity.IMPOSSIBLE_SIZE;
  }

  private void member(TarReader tar, TarMember member) {
    String name = member.name();
    Part inner = part.inside(name, !member.isSparse() && FileNames.claims(name));
    if (inner.depth() > session.options().depth()) {
      report.add(Verdict.SUSPICIOUS, inner, 0, Part.TOO_DEEP);
      return;
    }
    IOException failure = walk.walk(new Content(tar.content(), member.size()), inner, report);
    if (failure != null) {
      report.addFailure(Verdict.MALFORMED, inner, failure);
    }
  }

  /** Archives are filled up with zeros. */
  private void skipPadding() throws IOException {
    while (in.sees(1) && in.buffer()[in.from()] == 0) {
      int at = in.from();
      int to = at;
      while (to < in.to() && in.buffer()[to] == 0) {
        to++;
      }
      in.pass(to - at);
    }
  }

  /** The content of a member, whose size is known. */
  private static final class Content extends FilterInputStream implements Sized {
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
