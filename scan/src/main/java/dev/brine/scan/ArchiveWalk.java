package dev.brine.scan;

import dev.brine.error.LimitException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans a zip archive: the members that its directory lists, as far as they can be decoded, and the
 * bytes between them.
 */
final class ArchiveWalk {
  private static final int BATCH = 256;

  /** What opening a member counts as; even an empty one takes more than 76 bytes of the file. */
  private static final int STEPS_PER_MEMBER = 500;

  private final ScanState session;
  private final StreamWalk walk;
  private final int threads;

  ArchiveWalk(ScanState session, StreamWalk walk, int threads) {
    this.session = session;
    this.walk = walk;
    this.threads = threads;
  }

  /** Scans the members that directories list, and those that no directory lists. */
  void walk(Content content, ScannedPart part, Report report) throws IOException {
    report.recognise();
    List<NpzMember> read = new ArrayList<>();
    try {
      NpzFile archive = content.archive();
      List<NpzMember> members = archive.members();
      if (members.size() > session.options().members()) {
        report.add(Verdict.SUSPICIOUS, part, 0, "too many members to scan (limit members)");
        members = members.subList(0, session.options().members());
      }
      listed(archive, members, part, read, report);
    } catch (IOException e) {
      report.addFailure(Verdict.MALFORMED, part, e);
    }
    new UnlistedMembers(session, walk, content).walk(read, part, report);
  }

  /**
   * Scans the members that directories list, in bytes that have another meaning when read from the
   * start.
   */
  void walkListed(Content content, ScannedPart part, Report report) throws IOException {
    try {
      NpzFile archive = content.archive();
      List<NpzMember> members = archive.members();
      int most = Math.min(members.size(), session.options().members());
      listed(archive, members.subList(0, most), part, new ArrayList<>(), report);
    } catch (IOException e) {
      report.addFailure(Verdict.MALFORMED, part, e);
    }
    new UnlistedMembers(session, walk, content).loose(List.of(), part, report);
  }

  /**
   * Scans members.
   *
   * @param read receives the members that every reader reads in the same way
   */
  private void listed(
      NpzFile archive,
      List<NpzMember> members,
      ScannedPart part,
      List<NpzMember> read,
      Report report)
      throws IOException {
    // a batch at a time, because each report may be large
    for (int from = 0; from < members.size(); from += BATCH) {
      int count = Math.min(BATCH, members.size() - from);
      List<NpzMember> batch = members.subList(from, from + count);
      Report[] reports = new Report[count];
      boolean[] isRead = new boolean[count];
      Parallel.forEach(
          "brine-scan",
          count,
          threads,
          i -> {
            reports[i] = new Report();
            isRead[i] = member(archive, batch.get(i), part, reports[i]);
          });
      for (int i = 0; i < count; i++) {
        report.addAll(reports[i]);
        if (isRead[i]) {
          read.add(batch.get(i));
        }
      }
    }
  }

  /** Scans a member and returns whether it is valid. */
  private boolean member(NpzFile archive, NpzMember member, ScannedPart part, Report report) {
    ScannedPart inner = part.inside(member.name(), FileNames.claims(member.name()));
    if (!session.steps().takes(STEPS_PER_MEMBER)) {
      report.add(Verdict.SUSPICIOUS, inner, -1, "too many members to scan (limit total)");
      return true;
    }
    if (inner.depth() <= session.options().depth() && member.name().equals(KerasConfig.NAME)) {
      KerasConfig.check(() -> archive.open(member), inner, session.options().allowed(), report);
    }
    IOException failure = walk.walk(() -> archive.open(member), inner, part.depth() == 0, report);
    if (failure == null) {
      return true;
    }
    boolean closed =
        failure instanceof UnsupportedException
            || failure instanceof LimitException
            || member.isEncrypted();
    report.addFailure(closed ? Verdict.SUSPICIOUS : Verdict.MALFORMED, inner, failure);
    Report lenient = new Report();
    walk.walk(() -> archive.openLeniently(member), inner, false, lenient);
    report.addWorse(lenient, Verdict.SUSPICIOUS);
    return false;
  }
}
