package dev.brine.scan;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.zip.LocalHeader.Fields;
import dev.brine.internal.zip.ZipFormat;
import dev.brine.npy.NpzMember;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import dev.brine.scan.internal.source.MeteredStream;
import dev.brine.scan.internal.source.PersistentStream;
import dev.brine.scan.internal.source.ScanInput;
import dev.brine.scan.internal.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Scans the members of a zip archive that its directory does not list, which a reader of local
 * headers finds.
 */
final class UnlistedMembers {
  private static final int HEADER = ZipFormat.LOCAL_SIZE;
  private static final int STORED = 0;
  private static final int LZMA = 14;
  private static final int ZSTANDARD = 93;

  private final ScanState session;
  private final StreamWalk walk;
  private final Content content;
  private int count;

  UnlistedMembers(ScanState session, StreamWalk walk, Content content) {
    this.session = session;
    this.walk = walk;
    this.content = content;
  }

  /** Scans all bytes that the members of the directory do not cover. */
  void walk(List<NpzMember> members, ScannedPart part, Report report) throws IOException {
    List<NpzMember> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparingLong(NpzMember::headerOffset));
    boolean listed = !members.isEmpty();
    long at = 0;
    for (NpzMember member : sorted) {
      if (member.headerOffset() > at) {
        gap(at, member.headerOffset(), listed, part, report);
      }
      at = Math.max(at, end(member));
    }
    gap(at, content.size(), listed, part, report);
    loose(members, part, report);
  }

  /** Scans the members that only readers find that interpret a directory more or less strictly. */
  void loose(List<NpzMember> members, ScannedPart part, Report report) throws IOException {
    Set<List<Long>> known = new HashSet<>();
    for (NpzMember member : members) {
      known.add(List.of(member.headerOffset(), (long) member.method(), member.compressedSize()));
    }
    int most = session.options().members();
    for (LooseDirectory.Entry entry : LooseDirectory.read(content, most)) {
      if (known.add(entry.key())) {
        long start = entry.start() + entry.header().length();
        ScannedPart inner = part.inside(entry.name(), FileNames.claims(entry.name()));
        Report own = new Report();
        if (entry.name().equals(KerasConfig.NAME)) {
          KerasConfig.check(
              () -> decoded(start, content.size(), entry.method()),
              inner,
              session.options().allowed(),
              own);
        }
        long end = start + entry.compressedSize();
        boolean bounded = entry.method() == STORED && end <= content.size();
        decode(start, bounded ? end : content.size(), entry.method(), inner, own);
        report.addWorse(own, Verdict.SUSPICIOUS);
      }
    }
  }

  private InputStream decoded(long from, long to, int method) throws IOException {
    InputStream in = content.stream(from, to);
    InputStream decoded = session.codec().member(in, method);
    if (decoded == null) {
      throw new UnsupportedException(
          Location.MEMORY, "the member is compressed with method " + method);
    }
    return decoded;
  }

  private void decode(long from, long to, int method, ScannedPart inner, Report report) {
    if (from > to) {
      return;
    }
    if (method == ZSTANDARD) {
      report.add(
          Verdict.SUSPICIOUS,
          inner,
          from,
          "a member compressed with Zstandard, which Brine cannot read");
      return;
    }
    Source source =
        () -> {
          InputStream decoded = decoded(from, to, method);
          return method == STORED
              ? decoded
              : new PersistentStream(
                  decoded,
                  in -> Objects.requireNonNull(session.codec().member(in, method)),
                  () -> content.stream(from, to),
                  Codec.lookAhead(method == LZMA ? Form.LZMA : Form.OTHER),
                  session.work());
        };
    IOException failure = walk.walk(source, inner, false, report);
    if (failure != null && Codec.isLimit(failure)) {
      report.addFailure(Verdict.SUSPICIOUS, inner, failure);
    }
  }

  /** Where a member ends, as its own header and the directory have it. */
  private long end(NpzMember member) throws IOException {
    Fields header = Fields.of(content.bytes(member.headerOffset(), HEADER));
    int length = header == null ? HEADER : header.length();
    long end = member.headerOffset() + length + member.compressedSize();
    return end < 0 ? content.size() : Math.min(end, content.size());
  }

  private void gap(long from, long to, boolean listed, ScannedPart part, Report report)
      throws IOException {
    if (to - from < HEADER) {
      return;
    }
    MeteredStream metered = new MeteredStream(content.stream(from, to), session.work());
    ScanInput in = new ScanInput(metered, from, to - from);
    while (in.sees(HEADER)) {
      byte[] b = in.buffer();
      int i = in.from();
      int last = in.to() - HEADER;
      while (i <= last && !(b[i] == 'P' && b[i + 1] == 'K' && b[i + 2] == 3 && b[i + 3] == 4)) {
        i++;
      }
      in.pass(i - in.from());
      if (i <= last && ++count > session.options().members()) {
        report.add(
            Verdict.SUSPICIOUS, part, in.offset(), "too many members to scan (limit members)");
        return;
      }
      if (i <= last) {
        member(in.offset(), to, listed, part, report);
        in.pass(4);
      }
    }
    if (metered.isExhausted()) {
      report.add(
          Verdict.SUSPICIOUS,
          part,
          in.offset(),
          "only " + session.work().limit() + " bytes of a file are scanned (limit total)");
    }
  }

  private void member(long at, long to, boolean listed, ScannedPart part, Report report)
      throws IOException {
    Fields header = Fields.of(content.bytes(at, HEADER));
    if (header == null || at + header.length() > to) {
      return;
    }
    int method = header.method();
    long start = at + header.length();
    byte[] bytes = content.bytes(at + HEADER, header.nameSize());
    String name = new String(bytes, StandardCharsets.UTF_8);
    ScannedPart inner = part.inside(name, FileNames.claims(name));
    Report own = new Report();
    long stated = header.compressedSize();
    if (method == STORED && stated > 0 && start + stated <= to) {
      decode(start, start + stated, method, inner, own);
    }
    if (method == STORED) {
      // the stated size may be wrong, or follow the bytes
      decode(start, nextSignature(start, to), method, inner, own);
    } else {
      decode(start, to, method, inner, own);
    }
    if (listed) {
      report.add(Verdict.SUSPICIOUS, inner, at, "a member that the directory does not list");
    }
    report.addWorse(own, Verdict.SUSPICIOUS);
  }

  /** Where the next member or directory begins: a stored member ends there at the latest. */
  private long nextSignature(long from, long to) throws IOException {
    try (InputStream in = content.stream(from, to)) {
      ScanInput seen = new ScanInput(in, from, to - from);
      while (seen.sees(4)) {
        byte[] b = seen.buffer();
        int i = seen.from();
        if (b[i] == 'P' && b[i + 1] == 'K' && (b[i + 2] == 1 || b[i + 2] == 3)) {
          if (b[i + 3] == b[i + 2] + 1) {
            return seen.offset();
          }
        }
        seen.pass(1);
      }
    }
    return to;
  }
}
