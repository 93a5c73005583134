package dev.brine.scan;

import dev.brine.error.Location;
import dev.brine.scan.internal.form.FileNames;
import dev.brine.scan.internal.source.BytesContent;
import dev.brine.scan.internal.source.Content;
import dev.brine.scan.internal.source.FileContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a file contains anything but data: {@code
 * Scan.of(Path.of("model.pkl")).isClean()}.
 *
 * <p>Formats are recognized by the bytes of a file, never by its name. A scan reads pickles,
 * arrays, zip and tar archives, and data compressed with gzip, zlib, bzip2, xz or lzma, including
 * formats nested in each other or following one another. Pickles are read by the same machine that
 * decodes them, so a scan sees exactly what would be loaded. Nothing is run.
 */
public final class Scan {
  private static final String NOTHING = "neither an array, nor a pickle, nor an archive";

  private static final int MAX_FINDINGS = 100;

  private Scan() {}

  /**
   * Scans a file.
   *
   * @throws IOException if the file cannot be read; never because of its contents
   */
  public static FileScan of(Path path) throws IOException {
    return of(path, ScanOptions.DEFAULT);
  }

  /**
   * Scans a file: {@code Scan.of(path, o -> o.withDepth(8))}.
   *
   * @throws IOException if the file cannot be read; never because of its contents
   */
  public static FileScan of(Path path, UnaryOperator<ScanOptions> options) throws IOException {
    return of(path, options.apply(ScanOptions.DEFAULT));
  }

  /**
   * Scans a file with these options.
   *
   * @throws IOException if the file cannot be read; never because of its contents
   */
  public static FileScan of(Path path, ScanOptions options) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return of(channel, path.toString(), options);
    }
  }

  /**
   * Scans the file of a channel, from its position 0. The channel stays open.
   *
   * @param name the name to use in the result
   * @throws IOException if the file cannot be read; never because of its contents
   */
  public static FileScan of(FileChannel channel, String name, ScanOptions options)
      throws IOException {
    return of(new FileContent(channel, name), name, options);
  }

  /** Scans bytes in memory. */
  public static FileScan of(byte[] bytes) {
    return of(bytes, null, ScanOptions.DEFAULT);
  }

  /**
   * Scans bytes in memory.
   *
   * @param name the name to use in the result, or null
   */
  public static FileScan of(
      byte[] bytes, @Nullable String name, UnaryOperator<ScanOptions> options) {
    return of(bytes, name, options.apply(ScanOptions.DEFAULT));
  }

  /**
   * Scans bytes in memory with these options.
   *
   * @param name the name to use in the result, or null
   */
  public static FileScan of(byte[] bytes, @Nullable String name, ScanOptions options) {
    Location location = name == null ? Location.MEMORY : Location.of(name);
    try {
      return of(new BytesContent(bytes, location), name, options);
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }

  /**
   * Returns whether a file's extension suggests that it is loaded with NumPy or as a pickle: {@code
   * .npy}, {@code .npz}, {@code .pkl}, {@code .pt} and similar, optionally followed by an extension
   * such as {@code .gz}.
   */
  public static boolean isNamedLikeOne(String name) {
    return FileNames.claims(name);
  }

  private static FileScan of(Content content, @Nullable String name, ScanOptions options)
      throws IOException {
    Report report = new Report();
    Form form;
    try {
      form = FileWalk.walk(content, name, options, report);
    } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
      // any failure here is caused by the file and must not prevent the scan of others
      form = Form.CLOSED;
      ScannedPart part = new ScannedPart(name, "", 0, 0, true);
      report.add(Verdict.SUSPICIOUS, part, -1, "the scan failed: " + e);
    }
    List<Finding> findings = report.worst(MAX_FINDINGS);
    Verdict verdict = report.verdict();
    if (form.isForeign() || form == Form.SAFETENSORS) {
      // it is a malformed pickle, but it is not meant to be loaded as one
      verdict = Verdict.CLEAN;
      findings = List.of();
    }
    if (form == Form.OTHER && verdict.compareTo(Verdict.MALFORMED) <= 0) {
      verdict = Verdict.MALFORMED;
      String why = findings.isEmpty() ? NOTHING : NOTHING + ": " + findings.get(0).why();
      findings = List.of(new Finding(verdict, "", "", "", "", 0, 0, why));
    }
    return new FileScan(name == null ? "" : name, form, verdict, findings, report.allowed());
  }
}
