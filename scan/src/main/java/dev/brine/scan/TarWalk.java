package dev.brine.scan;

import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.form.PaxRecords;
import dev.brine.scan.internal.form.TarHeader;
import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Looks at the files of one tar archive, in the one pass that there is. Sizes are believed no
 * further than the bytes go; names come from the last header that says one, as Python's tarfile has
 * it; what programs are known to read differently is said.
 */
final class TarWalk {
  private static final int LONGEST_EXTENSION = 1 << 16;

  private final Session session;
  private final StreamWalk walk;
  private final ScanInput in;
  private final Part part;
  private final Report report;

  /** What was said of the file that comes. */
  private PaxRecords said = PaxRecords.NONE;

  private int members;

  TarWalk(Session session, StreamWalk walk, ScanInput in, Part part, Report report) {
    this.session = session;
    this.walk = walk;
    this.in = in;
    this.part = part;
    this.report = report;
  }

  /** Looks at the archive that is next; afterwards the stream stands behind it. */
  void walk() throws IOException {
    while (in.sees(TarHeader.BLOCK) && !TarHeader.isEnd(in.buffer(), in.from())) {
      if (!file()) {
        in.skip(Long.MAX_VALUE);
        return;
      }
    }
    skipPadding();
  }

  /** Passes a header and what follows it; false where the rest cannot be told. */
  private boolean file() throws IOException {
    long start = in.offset();
    if (!TarHeader.isChecked(in.buffer(), in.from(), in.to())) {
      report.add(Verdict.MALFORMED, part, start, "a tar header with a wrong checksum");
      return false;
    }
    TarHeader header = TarHeader.read(in.buffer(), in.from());
    in.pass(TarHeader.BLOCK);
    long size = said.size() >= 0 ? said.size() : header.size();
    if (size < 0) {
      report.add(Verdict.MALFORMED, part, start, "a tar header with an impossible size");
      return false;
    }
    if (++members > session.options().members()) {
      report.add(Verdict.SUSPICIOUS, part, start, "more files than are looked at (limit members)");
      return false;
    }
    if (header.type() == TarHeader.SPARSE) {
      report.add(Verdict.SUSPICIOUS, part, start, "a file with holes, which is not looked at");
      return false;
    }
    if (header.isEmpty() && size > 0) {
      report.add(
          Verdict.MALFORMED, part, start, "a folder, link or device that has " + size + " bytes");
    }
    long next = in.offset() + size + (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
    boolean known = true;
    if (header.isExtension()) {
      known = extension(header, size, start);
    } else {
      member(header, size);
    }
    if (in.offset() < next) {
      in.skip(next - in.offset());
    }
    if (in.offset() < next && in.offset() - start - TarHeader.BLOCK < size) {
      report.add(Verdict.MALFORMED, part, start, "a file in the archive is cut off");
    }
    return known;
  }

  private void member(TarHeader header, long size) {
    String name = said.path() == null ? header.name() : said.path();
    said = PaxRecords.NONE;
    Part inner = part.inside(name, FileNames.claims(name));
    if (inner.depth() > session.options().depth()) {
      report.add(Verdict.SUSPICIOUS, inner, 0, Part.TOO_DEEP);
      return;
    }
    IOException failure = walk.walk(new Bounded(in, size), inner, report);
    if (failure != null) {
      report.addFailure(Verdict.MALFORMED, inner, failure);
    }
  }

  /** Takes in what is said of the next file; false if that cannot be told. */
  private boolean extension(TarHeader header, long size, long start) throws IOException {
    byte[] bytes = new Bounded(in, size).readNBytes(LONGEST_EXTENSION);
    if (header.type() == TarHeader.LONG_NAME) {
      String name = new String(bytes, StandardCharsets.UTF_8);
      int end = name.indexOf('\0');
      said = new PaxRecords(end < 0 ? name : name.substring(0, end), said.size(), false);
      return true;
    }
    if (!header.isPax()) {
      return true;
    }
    PaxRecords records = size > LONGEST_EXTENSION ? null : PaxRecords.parse(bytes);
    if (records == null) {
      report.add(Verdict.MALFORMED, part, start, "an extended tar header that is broken");
      return false;
    }
    if (records.sparse()) {
      report.add(Verdict.SUSPICIOUS, part, start, "a file with holes, which is not looked at");
    }
    if (header.type() != TarHeader.PAX_FOR_ALL) {
      said = said.and(records);
    } else if (records.path() != null || records.size() >= 0) {
      report.add(
          Verdict.MALFORMED, part, start, "a tar header that gives all files one name or size");
    }
    return true;
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

  /** So many bytes of a stream. */
  private static final class Bounded extends InputStream implements Sized {
    private final ScanInput in;
    private long left;

    Bounded(ScanInput in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public long size() {
      return left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int n = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }
  }
}
