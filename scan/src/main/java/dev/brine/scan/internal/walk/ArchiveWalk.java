package dev.brine.scan.internal.walk;

import dev.brine.error.UnsupportedException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.pickle.value.Verdict;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a zip archive: the members that its directory lists, read as they should be and, where
 * that fails, as far as they can be decoded; and what lies between them.
 */
final class ArchiveWalk {
  private final Session session;
  private final StreamWalker walker;
  private final int threads;

  /** Looks at a stream whose bytes may have been vouched for. */
  interface StreamWalker extends Walker {
    /**
     * Looks at all of a stream.
     *
     * @param vouched whether its bytes are in the file but once, so that the elements of an array
     *     in it can count for nothing
     * @return why it ended too early, or null
     */
    @Nullable IOException walk(InputStream in, Part part, boolean vouched, Report report);
  }

  ArchiveWalk(Session session, StreamWalker walker, int threads) {
    this.session = session;
    this.walker = walker;
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
    new UnlistedMembers(session, walker, content).walk(members, part, report);
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
      failure = walker.walk(in, inner, part.depth() == 0, report);
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
      walker.walk(in, inner, false, lenient);
    } catch (IOException e) {
      return; // there is nothing to decode
    }
    report.addWorse(lenient, Verdict.SUSPICIOUS);
  }
}
