package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of a surrogate pair, which a Python string may hold and UTF-8 cannot, is never lost. */
final class LoneSurrogateTest {
  @TempDir Path folder;

  /** Arrays and pickles with U+D800, and no question mark that a lossy encoder could add to. */
  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    // numpy.array(['a\ud800b', 'plain']) and the same in a field
    npy("u.npy", "'<U5'", "(2,)", utf32("a\ud800b", 5) + utf32("plain", 5));
    npy("s.npy", "[('k', '<U1'), ('n', '<U1')]", "(1,)", utf32("\ud800", 1) + utf32("x", 1));
    // pickle.dumps('a\ud800', 2), and ['a\ud800', {'a\ud800': 1}] as an array of objects
    pickle("p.pkl", "\u0080\u0002X\u0004\0\0\0a\u00ed\u00a0\u0080.");
    pickle("l.pkl", "\u0080\u0002]X\u0004\0\0\0a\u00ed\u00a0\u0080a.");
    pickle("d.pkl", "\u0080\u0002}X\u0004\0\0\0a\u00ed\u00a0\u0080K\u0001s.");
  }

  private static String utf32(String text, int width) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < width; i++) {
      char c = i < text.length() ? text.charAt(i) : 0;
      bytes.append((char) (c & 0xff)).append((char) (c >> 8)).append("\0\0");
    }
    return bytes.toString();
  }

  private void npy(String name, String descr, String shape, String data) throws IOException {
    String header = "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }";
    header += " ".repeat(117 - header.length()) + "\n";
    pickle(name, "\u0093NUMPY\1\0v\0" + header + data);
  }

  private void pickle(String name, String bytes) throws IOException {
    files.add(Files.write(folder.resolve(name), bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "info",
        "info --json",
        "head",
        "cat",
        "cat --format jsonl",
        "stats",
        "stats --json",
        "digest",
        "dump",
        "dump --canonical",
        "dump --ops",
        "explain",
        "explain --json",
        "scan --json",
      })
  void every_command_prints_an_escape(String command) {
    for (Path file : files) {
      Brine run = Brine.run((Object[]) (command + " " + file).split(" "));
      assertThat(run.code()).as("%s %s: %s", command, file, run.err()).isLessThan(2);
      assertThat(run.out()).as("%s %s", command, file).isNotEmpty().doesNotContain("?");
    }
  }

  @Test
  void json_lines_have_it() {
    assertThat(Brine.run("cat", files.get(0), "--format", "jsonl").out())
        .isEqualToIgnoringCase("\"a\\ud800b\"\n\"plain\"\n");
  }

  @Test
  void csv_refuses_it_and_says_what_can_hold_it() {
    for (Path file : files) {
      Brine run = Brine.run("cat", file, "--format", "csv");
      assertThat(run.err())
          .isEqualTo(
              "brine: "
                  + file
                  + ": a string contains the lone surrogate U+D800, which UTF-8 cannot encode; JSON"
                  + " lines (jsonl) can\n");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).doesNotContain("?");
    }
  }

  @Test
  void a_csv_file_that_cannot_hold_it_is_not_written() {
    Path csv = folder.resolve("out.csv");
    Brine run = Brine.run("convert", files.get(0), csv);
    assertThat(run.err()).contains("the lone surrogate U+D800").endsWith("(jsonl) can\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(csv).doesNotExist();
  }

  @Test
  void csv_goes_on_with_the_next_file_and_has_no_rest_of_the_refused_line() {
    Path after = files.get(1).resolveSibling("after.npy");
    Brine.run("convert", text(after, "5\n"), after);
    Brine run = Brine.run("cat", files.get(1), after, "--format", "csv");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("k,n\n5\n");
  }

  private static Path text(Path beside, String content) {
    try {
      return Files.writeString(beside.resolveSibling("in.csv"), content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void pairs_are_characters() throws IOException {
    npy("pair.npy", "'<U1'", "(1,)", "\u0000\u00f6\u0001\u0000");
    assertThat(Brine.run("cat", folder.resolve("pair.npy"), "--format", "csv").out())
        .isEqualTo("\ud83d\ude00\n".replace("\ud83d\ude00", Character.toString(0x1f600)));
  }
}
