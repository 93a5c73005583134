package dev.brine.scan;

import dev.brine.npy.NpzMember;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a whole file, of which any place can be read. */
final class FileWalk {
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int END_RECORD = 22;

  private final Content content;
  private final Part part;
  private final Session session;
  private final StreamWalk walk;
  private final int threads;

  private FileWalk(Content content, Part part, ScanOptions options, long size) {
    this.content = content;
    this.part = part;
    this.threads = options.threads();
    this.session = Session.of(options, size, threads);
    this.walk = new StreamWalk(session);
  }

  /**
   * Looks at all of it.
   *
   * @param file its name, or null for bytes in memory
   * @param report takes the findings
   * @return what it is
   * @throws IOException if it cannot be read, never for what is in it
   */
  public static Form walk(
      Content content, @Nullable String file, ScanOptions options, Report report)
      throws IOException {
    boolean claimed = options.isClaimed() || (file != null && FileNames.claims(file));
    Part part = new Part(file, "", 0, claimed);
    return new FileWalk(content, part, options, content.size()).walk(report);
  }

  private Form walk(Report report) throws IOException {
    byte[] head = content.bytes(0, Forms.HEAD);
    Form form = Forms.of(head, 0, head.length);
    if (form == Form.ZIP) {
      archive(report);
      return form;
    }
    boolean ends = endsLikeArchive();
    if (form == Form.OTHER && ends) {
      behindPrefix(report);
      return Form.ZIP;
    }
    stream(content.size(), part, report);
    if (form == Form.OTHER && report.isRecognised() && !breaksAtOnce(report)) {
      form = Form.PICKLE;
    }
    if (ends && (form == Form.NPY || form == Form.PICKLE)) {
      // some readers look at the end of a file first
      Report own = new Report();
      archive(own);
      report.addWorse(own, Verdict.SUSPICIOUS);
    }
    return form;
  }

  /** Whether not even the first byte makes sense. */
  private static boolean breaksAtOnce(Report report) {
    List<Finding> findings = report.findings();
    return report.verdict() == Verdict.MALFORMED
        && !findings.isEmpty()
        && findings.get(0).offset() == 0;
  }

  private void stream(long to, Part given, Report report) throws IOException {
    IOException failure;
    try (InputStream in = content.stream(0, to)) {
      failure = walk.walk(in, given, report);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void archive(Report report) throws IOException {
    new ArchiveWalk(session, walk, threads).walk(content, part, report);
  }

  /** Whatever stands before an archive may be a pickle to who reads from the start. */
  private void behindPrefix(Report report) throws IOException {
    long prefix = content.size();
    for (NpzMember member : content.archive().members()) {
      prefix = Math.min(prefix, member.headerOffset());
    }
    report.add(Verdict.SUSPICIOUS, part, 0, prefix + " bytes that are no archive stand before one");
    stream(prefix, part.unclaimed(), report);
    archive(report);
  }

  private boolean endsLikeArchive() throws IOException {
    long from = Math.max(0, content.size() - LONGEST_COMMENT - END_RECORD);
    byte[] tail = content.bytes(from, LONGEST_COMMENT + END_RECORD);
    for (int i = tail.length - END_RECORD; i >= 0; i--) {
      if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
        return opens();
      }
    }
    return false;
  }

  private boolean opens() {
    try {
      return !content.archive().members().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
