package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LsTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  @Test
  void an_archive_is_a_line_a_member_and_fits_80_columns() {
    Brine run = Brine.run("ls", KINDS);
    assertThat(run.code()).isZero();
    List<String> lines = run.lines();
    assertThat(lines).hasSize(24);
    assertThat(lines.get(0)).endsWith("kinds.npz: 22 members, 4,236 bytes");
    assertThat(lines.get(1))
        .isEqualTo("  member           dtype               shape      order   size  stored");
    assertThat(lines)
        .contains(
            "  big.npy          >i4                 (2, 3)     F      152 B    88 B  deflate",
            "  records.npy      struct of 4 fields  (3,)       C      276 B   168 B  deflate",
            "  note.txt         (not an array)                          9 B     9 B");
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.length() <= 80);
  }

  @Test
  void single_arrays_share_a_table_and_what_is_wrong_is_told_after_it() throws IOException {
    Path one = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", "(1,)", new byte[4]));
    Path bad = Files.write(folder.resolve("b.npy"), DigestTest.npy("'<x4'", "(1,)", new byte[4]));
    Path text = Files.writeString(folder.resolve("c.npy"), "<html>");
    Brine run = Brine.run("ls", one, bad, text, folder.resolve("d.npy"));
    assertThat(run.code()).isEqualTo(2);
    List<String> lines = run.lines();
    assertThat(lines).hasSize(4).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(0)).startsWith("file").contains("dtype").doesNotContain("stored");
    assertThat(lines.get(1)).contains("int32").contains("(1,)");
    assertThat(lines.get(2)).contains("(unreadable)");
    assertThat(lines.get(3)).contains("(HTML)");
    assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("brine: "));
    assertThat(run.err()).contains("b.npy").contains("<x4").contains("d.npy: no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080\u0004\u0095",
        "\u0080\u0002]q",
        "(lp0\n",
        "(dp0\n",
        "cnumpy\n",
        "S'a'\n",
        "I12\n",
        "F-1.5\n",
        "]q\0.",
        "}q\0.",
        "N.",
        "K\u0001.",
        "M\0\u0001.",
        "X\u0003\0\0\0abc",
        "Vabc\n"
      })
  void what_begins_as_a_pickle_may_be_one(String start) throws IOException {
    assertThat(content(start)).isEqualTo("pickle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080\u0009\u0095", "\u0080", "<html>", "{\"a\":1}", "[1, 2]", "Name,Age", "Index;",
        "Some text", "\u001f\u008b\b", "\0\0\0", "(x, y)", "1,2,3", "# no", "Key: 1"
      })
  void what_begins_otherwise_is_no_array(String start) throws IOException {
    assertThat(content(start)).isEqualTo("bytes");
    assertThat(Brine.run("ls", folder.resolve("a")).out())
        .containsPattern("\\((not an array|HTML|text|compressed|zeros)\\)");
  }

  private String content(String start) throws IOException {
    Path file = folder.resolve("a");
    Files.write(file, start.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    return Brine.run("ls", "--json", file).json().get(0).get("content").text();
  }

  @Test
  void data_that_is_cut_off_is_reported() throws IOException {
    Path cut = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", "(9,)", new byte[35]));
    Brine run = Brine.run("ls", cut);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("(9,)");
    assertThat(run.err()).contains("a.npy: truncated; its last 1 byte is missing");
  }

  @Test
  void members_can_be_chosen_with_and_without_their_suffix() {
    Brine run = Brine.run("ls", "--json", KINDS, "big", "half.npy", KINDS, "note.txt");
    assertThat(run.code()).isZero();
    assertThat(run.json())
        .extracting(line -> line.get("member").text())
        .containsExactly("big.npy", "half.npy", "note.txt");
  }

  @Test
  void json_has_the_exact_sizes() {
    JsonTree line = Brine.run("ls", "--json", KINDS, "big").json().get(0);
    assertThat(line.get("content").text()).isEqualTo("array");
    assertThat(line.get("version").text()).isEqualTo("1.0");
    assertThat(line.get("descr").text()).isEqualTo(">i4");
    assertThat(line.get("fortran_order").value()).isEqualTo(true);
    assertThat(line.get("shape").items()).extracting(JsonTree::text).containsExactly("2", "3");
    assertThat(line.get("size").text()).isEqualTo("152");
    assertThat(line.get("compressed_size").text()).isEqualTo("88");
    assertThat(line.get("compression").text()).isEqualTo("deflate");
  }

  @Test
  void a_name_out_of_a_file_does_nothing_to_a_terminal() throws IOException {
    byte[] archive = Files.readAllBytes(Brine.fixture("other.npz"));
    String hostile =
        new String(archive, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replace("note.txt", "no\u001b[2J.t");
    Path file = folder.resolve("hostile.npz");
    Files.write(file, hostile.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(Brine.run("ls", file).out()).contains("no\\u001b[2J.t").doesNotContain("\u001b");
  }

  @Test
  void without_a_file_it_says_so() {
    assertThat(Brine.run("ls").err()).isEqualTo("brine: no file is given; see brine --help\n");
  }
}
