package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that NumPy takes for pickles: what is neither .npy nor .npz. */
class BarePickleTest {
  private static final Path ARRAY = Brine.fixture("array.pkl");
  private static final Path MASKED = Brine.fixture("masked.pkl");
  private static final Path DICT = Brine.fixture("dict.pkl");

  @TempDir Path folder;

  @Test
  void an_array_has_rows() {
    assertThat(Brine.run("head", ARRAY).lines())
        .containsExactly("0.5  -1.0  2.0", "3.0   4.0  nan");
    assertThat(Brine.run("head", "--rows", "1", "--format", "csv", ARRAY).out())
        .isEqualTo("0.5,-1.0,2.0\n");
  }

  @Test
  void an_array_has_statistics() {
    assertThat(Brine.run("stats", ARRAY).out())
        .startsWith(ARRAY + ": float64 (2, 3)\n  count       6\n  NaN         1\n");
    assertThat(Brine.run("stats", "--json", ARRAY).json().get(0).get("max").text())
        .isEqualTo("4.0");
    assertThat(Brine.run("stats", DICT).out())
        .isEqualTo(DICT + ": not an array, but a pickle of a dict\n");
  }

  @Test
  void what_is_masked_is_not_shown() {
    assertThat(Brine.run("head", MASKED).lines()).containsExactly("1", "--", "3");
    assertThat(Brine.run("cat", "--format", "jsonl", MASKED).lines())
        .containsExactly("1", "null", "3");
    assertThat(Brine.run("cat", "--format", "csv", MASKED).lines())
        .containsExactly("1", "\"\"", "3");
    assertThat(Brine.run("info", MASKED).out()).contains("a MaskedArray: int32 (3,)\n");
    assertThat(Brine.run("stats", MASKED).lines())
        .contains(MASKED + ": int32 (3,), masked", "  count       2", "  masked      1")
        .contains("  mean        2.0");
  }

  @Test
  void arrays_among_other_values_are_on_one_line_and_harmless() {
    assertThat(Brine.run("cat", DICT).out())
        .isEqualTo("{'a': [1, 2], 'w': array([[1 2] [3 4]]), 't': array(['\\x1b'])}\n")
        .doesNotContain("\u001b");
  }

  @Test
  void what_is_no_pickle_either_is_told_as_numpy_tells_it() throws IOException {
    Path bytes = Files.write(folder.resolve("note"), new byte[] {(byte) 0x80, 4, -1, '.'});
    Brine run = Brine.run("head", bytes);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Failed to interpret the file as a pickle: ");
    Path text = Files.writeString(folder.resolve("note.txt"), "hello\n");
    assertThat(Brine.run("head", text).err())
        .isEqualTo(
            "brine: " + text + ": not an array: Plain text; brine explain says what to do\n");
  }

  @Test
  void folders_and_addresses_are_no_files() {
    assertThat(Brine.run("ls", folder).err())
        .isEqualTo("brine: " + folder + ": is a directory; give the files in it\n");
    assertThat(Brine.run("ls", "https://example.org/a.npy").err())
        .isEqualTo("brine: https://example.org/a.npy: is not a file; download it first\n");
  }
}
