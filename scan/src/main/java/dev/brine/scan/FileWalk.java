package dev.brine.scan;

import dev.brine.scan.ScanOptions.Claim;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scans a whole file with random access. */
final class FileWalk {
  private final Content content;
  private final ScannedPart part;
  private final ScanState session;
  private final StreamWalk walk;
  private final int threads;
  private final byte[] head;

  /** What the file seems to be if it is neither an array, nor a pickle, nor a container. */
  private final @Nullable Form foreign;

  /** Whether it is meant to be loaded, whatever it seems to be. */
  private final boolean isData;

  private FileWalk(Content content, @Nullable String file, ScanOptions options, long size)
      throws IOException {
    this.content = content;
    this.head = content.bytes(0, FormatNames.HEAD);
    this.foreign = Foreign.of(content, head, options.claim() == Claim.NAMED);
    this.isData =
        options.claim() == Claim.LOADED
            || (file != null && FileNames.claims(file) && !Foreign.isPathList(file, foreign, head));
    boolean claimed = isData || (options.claim() == Claim.NAMED && foreign == null);
    this.part = new ScannedPart(file, "", 0, 0, claimed);
    this.threads = options.threads();
    this.session = ScanState.of(options, size, threads);
    this.walk = new StreamWalk(session);
  }

  /**
   * Scans the whole file.
   *
   * @param file its name, or null for bytes in memory
   * @param report receives the findings
   * @return the form of the file
   * @throws IOException if the file cannot be read; never because of its contents
   */
  public static Form walk(
      Content content, @Nullable String file, ScanOptions options, Report report)
      throws IOException {
    FileWalk walk = new FileWalk(content, file, options, content.size());
    Form form = walk.walk(report);
    return report.verdict().compareTo(Verdict.MALFORMED) <= 0 ? walk.orForeign(form) : form;
  }

  /** Returns the form of a file in which nothing was found. */
  private Form orForeign(Form form) {
    boolean isDoubtful =
        form == Form.OTHER || form == Form.PICKLE || form == Form.ZLIB || form == Form.LZMA;
    if (foreign == Form.SAFETENSORS && isDoubtful) {
      return foreign;
    }
    return foreign != null && form == Form.OTHER && !isData ? foreign : form;
  }

  private Form walk(Report report) throws IOException {
    Form form = FormatNames.of(head, 0, head.length);
    if (form == Form.ZIP) {
      archive(report);
      walk.otherwise(() -> content.stream(0, content.size()), part, report, form, head);
      return form;
    }
    List<LooseDirectory.Entry> ending = LooseDirectory.read(content, 1);
    if (form == Form.OTHER && !ending.isEmpty()) {
      behindPrefix(ending.get(0).start(), report);
      return Form.ZIP;
    }
    stream(content.size(), part, report);
    if (form == Form.OTHER && report.isRecognised() && !breaksAtOnce(report)) {
      form = Form.PICKLE;
    }
    if (!ending.isEmpty()) {
      // some readers look at the end of a file first
      Report own = new Report();
      new ArchiveWalk(session, walk, threads).walkListed(content, part, own);
      report.addWorse(own, Verdict.SUSPICIOUS);
    }
    return form;
  }

  /** Returns whether not even the first byte is valid. */
  private static boolean breaksAtOnce(Report report) {
    List<Finding> findings = report.findings();
    return report.verdict() == Verdict.MALFORMED
        && !findings.isEmpty()
        && findings.get(0).offset() == 0;
  }

  private void stream(long to, ScannedPart given, Report report) throws IOException {
    IOException failure = walk.walkFile(() -> content.stream(0, to), given, report);
    if (failure != null) {
      throw failure;
    }
  }

  private void archive(Report report) throws IOException {
    new ArchiveWalk(session, walk, threads).walk(content, part, report);
  }

  /**
   * Checks the bytes before an archive, which may be a pickle for a reader that starts at the
   * beginning.
   */
  private void behindPrefix(long prefix, Report report) throws IOException {
    report.add(
        Verdict.SUSPICIOUS, part, 0, prefix + " bytes precede the archive and are not part of it");
    stream(content.size(), part.unclaimed(), report);
    archive(report);
  }
}
