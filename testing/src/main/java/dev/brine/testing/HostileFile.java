package dev.brine.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A hostile or tricky file of the resources, and what must come of it.
 *
 * @param file its name
 * @param expected ok, refuse or error: what comes of decoding it
 * @param error the kind of failure, or empty
 * @param alsoAccept other outcomes that are as good, or empty
 * @param verdict what a scan says
 * @param encoding of str of Python 2, or empty for the default
 * @param canonical the canonical text of its value, or empty
 * @param why what it tries
 */
public record HostileFile(
    String file,
    String expected,
    String error,
    String alsoAccept,
    String verdict,
    String encoding,
    String canonical,
    String why) {

  /** All of them, as {@code make_hostile_files.py} makes them. */
  public static List<HostileFile> all() {
    return new String(stored("manifest.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(c -> new HostileFile(name(c[0]), c[1], c[2], c[3], c[4], c[5], c[6], c[7]))
        .toList();
  }

  /** The one with this name. */
  public static HostileFile named(String file) {
    return all().stream()
        .filter(hostile -> hostile.file().equals(file))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no hostile file " + file));
  }

  /** Large files are stored with another extension, and gzipped. */
  private static String name(String stored) {
    return stored.endsWith(".gz") ? stored.substring(0, stored.length() - 3) : stored;
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    if (HostileFile.class.getResource("/hostile/" + file) != null) {
      return stored(file);
    }
    try (InputStream in = HostileFile.class.getResourceAsStream("/hostile/" + file + ".gz")) {
      return new GZIPInputStream(Objects.requireNonNull(in, file)).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stored(String name) {
    try (InputStream in = HostileFile.class.getResourceAsStream("/hostile/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }
}
