package dev.brine.convert;

import dev.brine.convert.TextRows.Options.Header;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Text for tests, and the arrays that are made of it. */
final class Texts {
  private final Path folder;

  Texts(Path folder) {
    this.folder = folder;
  }

  /** A file that make_text_fixtures.py made. */
  static Path fixture(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Texts.class.getResource("/text/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Returns the array that CSV makes. */
  NdArray csv(String text) throws IOException {
    return csv(text, Header.DETECT);
  }

  NdArray csv(String text, Header header) throws IOException {
    return array(TextRows.csv(file("in.csv", text), TextRows.Options.DEFAULT.withHeader(header)));
  }

  /** Returns the array that JSON lines make. */
  NdArray jsonLines(String text) throws IOException {
    return array(TextRows.jsonLines(file("in.jsonl", text)));
  }

  private NdArray array(TextRows rows) throws IOException {
    Path out = folder.resolve("out.npy");
    rows.toNpy(out);
    return Npy.load(out);
  }
}
