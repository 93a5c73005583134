package dev.brine.scan;

import dev.brine.error.UnsupportedException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a zip archive: the members that its directory lists, read as they should be and, where
 * that fails, as far as they can be decoded; and what lies between them.
 */
final class ArchiveWalk {
  private final Session session;
  private final StreamWalk walk;
  private final int threads;

  ArchiveWalk(Session session, StreamWalk walk, int threads) {
    this.session = session;
    this.walk = walk;
    this.threads = threads;
  }

  void walk(Content content, Part part, Report report) throws IOException {
    report.recognise();
    List<NpzMember> members = List.of();
    try {
      NpzFile archive = content.archive();
      members = archive.members();
      if (members.size() > session.options().members()) {
        report.add(Verdict.SUSPICIOUS, part, 0, "more members than are looked at (limit members)");
        members = members.subList(0, session.options().members());
      }
      listed(archive, members, part, report);
    } catch (IOException e) {
      report.addFailure(Verdict.MALFORMED, part, e);
    }
    new UnlistedMembers(session, walk, content).walk(members, part, report);
  }

  private void listed(NpzFile archive, List<NpzMember> members, Part part, Report report)
      throws IOException {
    List<Report> reports = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      reports.add(new Report());
    }
    Parallel.forEach(
        "brine-scan",
        members.size(),
        threads,
        i -> member(archive, members.get(i), part, reports.get(i)));
    for (Report each : reports) {
      report.addAll(each);
    }
  }

  private void member(NpzFile archive, NpzMember member, Part part, Report report) {
    Part inner = part.inside(member.name(), FileNames.claims(member.name()));
    IOException failure;
    try (InputStream in = archive.open(member)) {
      failure = walk.walk(in, inner, part.depth() == 0, report);
    } catch (IOException e) {
      failure = e;
    }
    if (failure == null) {
      return;
    }
    boolean closed = failure instanceof UnsupportedException || member.isEncrypted();
    report.addFailure(closed ? Verdict.SUSPICIOUS : Verdict.MALFORMED, inner, failure);
    Report lenient = new Report();
    try (InputStream in = archive.openLeniently(member)) {
      walk.walk(in, inner, false, lenient);
    } catch (IOException e) {
      return; // there is nothing to decode
    }
    report.addWorse(lenient, Verdict.SUSPICIOUS);
  }
}
