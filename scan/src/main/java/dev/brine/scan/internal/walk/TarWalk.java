package dev.brine.scan.internal.walk;

import dev.brine.pickle.type.ScanInput;
import dev.brine.pickle.value.Verdict;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.form.TarHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Looks at the files of a tar archive, in the one pass that there is. Sizes are believed no further
 * than the bytes go; names come from the last header that says one, as Python's tarfile has it.
 */
final class TarWalk {
  private static final int LONGEST_EXTENSION = 1 << 16;

  private final Session session;
  private final Walker walker;

  TarWalk(Session session, Walker walker) {
    this.session = session;
    this.walker = walker;
  }

  /** Looks at the archive that is next; afterwards the stream stands behind it. */
  void walk(ScanInput in, Part part, Report report) throws IOException {
    String longName = "";
    long longSize = -1;
    int members = 0;
    while (in.sees(TarHeader.BLOCK) && !TarHeader.isEnd(in.buffer(), in.from())) {
      long start = in.offset();
      if (!TarHeader.isChecked(in.buffer(), in.from(), in.to())) {
        report.add(Verdict.MALFORMED, part, start, "a tar header with a wrong checksum");
        in.skip(Long.MAX_VALUE);
        return;
      }
      TarHeader header = TarHeader.read(in.buffer(), in.from());
      in.pass(TarHeader.BLOCK);
      long size = longSize >= 0 ? longSize : header.size();
      if (size < 0) {
        report.add(Verdict.MALFORMED, part, start, "a tar header with an impossible size");
        in.skip(Long.MAX_VALUE);
        return;
      }
      if (++members > session.options().members()) {
        report.add(
            Verdict.SUSPICIOUS, part, start, "more files than are looked at (limit members)");
        in.skip(Long.MAX_VALUE);
        return;
      }
      long next = in.offset() + size + (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
      switch (header.type()) {
        case 'L' -> longName = text(in, size).replace("\0", "");
        case 'x' -> {
          String records = text(in, size);
          longName = record(records, "path", longName);
          longSize = parsed(record(records, "size", ""), longSize);
        }
        case 'K', 'g', 'V' -> {}
        default -> {
          String name = longName.isEmpty() ? header.name() : longName;
          longName = "";
          longSize = -1;
          member(new Bounded(in, size), part.inside(name, FileNames.claims(name)), report);
        }
      }
      if (in.offset() < next) {
        in.skip(next - in.offset());
      }
      if (in.offset() < next && in.offset() - start - TarHeader.BLOCK < size) {
        report.add(Verdict.MALFORMED, part, start, "a file in the archive is cut off");
      }
    }
    skipPadding(in);
  }

  private void member(InputStream in, Part inner, Report report) {
    if (inner.depth() > session.options().depth()) {
      report.add(Verdict.SUSPICIOUS, inner, 0, Part.TOO_DEEP);
      return;
    }
    IOException failure = walker.walk(in, inner, report);
    if (failure != null) {
      report.addFailure(Verdict.MALFORMED, inner, failure);
    }
  }

  private static String text(ScanInput in, long size) throws IOException {
    byte[] bytes = new Bounded(in, size).readNBytes(LONGEST_EXTENSION);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The value of a record {@code length key=value}, or what is given where there is none. */
  private static String record(String records, String key, String missing) {
    int at = records.indexOf(' ' + key + '=');
    int end = records.indexOf('\n', Math.max(at, 0));
    return at < 0 || end < 0 ? missing : records.substring(at + key.length() + 2, end);
  }

  private static long parsed(String digits, long missing) {
    if (digits.isEmpty() || digits.length() > 18) {
      return missing;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return missing;
      }
      value = value * 10 + (digits.charAt(i) - '0');
    }
    return value;
  }

  /** Archives are filled up with zeros. */
  private static void skipPadding(ScanInput in) throws IOException {
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
