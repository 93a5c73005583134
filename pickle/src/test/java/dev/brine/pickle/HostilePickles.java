package dev.brine.pickle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Hostile pickles and what must come of each, as {@code file_hostile_pickles.py} filed them. */
final class HostilePickles {
  private HostilePickles() {}

  /**
   * One of them.
   *
   * @param expected ok, refuse or error
   * @param error the kind of failure, or empty
   * @param alsoAccept another outcome that is as good, or empty
   * @param verdict what a scan says
   * @param canonical what it decodes to, or empty
   */
  record Case(
      String file,
      String expected,
      String error,
      String alsoAccept,
      String verdict,
      String encoding,
      String canonical) {

    byte[] bytes() {
      byte[] stored = Pickles.resource("adversarial/" + file);
      if (!file.endsWith(".gz")) {
        return stored;
      }
      try {
        return new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    PickleOptions options() {
      return encoding.isEmpty()
          ? PickleOptions.DEFAULT
          : PickleOptions.DEFAULT.withEncoding(Objects.requireNonNull(StringEncoding.of(encoding)));
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static List<Case> all() {
    String manifest =
        new String(Pickles.resource("adversarial/manifest.tsv"), StandardCharsets.UTF_8);
    return manifest
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(c -> new Case(c[0], c[1], c[2], c[3], c[4], c[5], c[6]))
        .toList();
  }
}
