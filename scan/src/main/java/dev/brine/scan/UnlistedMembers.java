package dev.brine.scan;

import dev.brine.internal.gzip.InflatedStream;
import dev.brine.npy.NpzMember;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import dev.brine.scan.internal.source.MeteredStream;
import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks at the members of a zip archive that its directory does not list, where it has one: a
 * reader that goes by local headers finds them.
 */
final class UnlistedMembers {
  private static final int HEADER = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final Session session;
  private final StreamWalk walk;
  private final Content content;

  UnlistedMembers(Session session, StreamWalk walk, Content content) {
    this.session = session;
    this.walk = walk;
    this.content = content;
  }

  /** Looks at all that the members of the directory do not cover. */
  void walk(List<NpzMember> members, Part part, Report report) throws IOException {
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
  }

  /** Where a member ends, as its own header and the directory have it. */
  private long end(NpzMember member) throws IOException {
    byte[] header = content.bytes(member.headerOffset(), HEADER);
    int names = header.length < HEADER ? 0 : u16(header, 26) + u16(header, 28);
    long end = member.headerOffset() + HEADER + names + member.compressedSize();
    return end < 0 ? content.size() : Math.min(end, content.size());
  }

  private void gap(long from, long to, boolean listed, Part part, Report report)
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
          "only " + session.work().limit() + " bytes of a file are looked at (limit total)");
    }
  }

  private void member(long at, long to, boolean listed, Part part, Report report)
      throws IOException {
    byte[] header = content.bytes(at, HEADER);
    int method = u16(header, 8);
    int nameSize = u16(header, 26);
    long start = at + HEADER + nameSize + u16(header, 28);
    if (start > to || (method != STORED && method != DEFLATED)) {
      return;
    }
    byte[] bytes = content.bytes(at + HEADER, nameSize);
    String name = new String(bytes, StandardCharsets.UTF_8);
    Part inner = part.inside(name, FileNames.claims(name));
    Report own = new Report();
    try (InputStream in = content.stream(start, to)) {
      if (method == STORED) {
        long size = u16(header, 18) | (long) u16(header, 20) << 16;
        walk.walk(size == 0 ? in : content.stream(start, Math.min(to, start + size)), inner, own);
      } else {
        try (InputStream inflated = InflatedStream.deflate(in, inner.location())) {
          walk.walk(inflated, inner, own);
        }
      }
    }
    if (listed) {
      report.add(Verdict.SUSPICIOUS, inner, at, "a member that the directory does not list");
    }
    report.addWorse(own, Verdict.SUSPICIOUS);
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }
}
