package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  private static List<String> cat(String member, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("cat", KINDS, member));
    arguments.addAll(List.of(options));
    Brine run = Brine.run(arguments.toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run.lines();
  }

  @Test
  void elements_are_written_as_numpy_writes_them() throws IOException {
    for (String line : Files.readAllLines(Brine.fixture("kinds.jsonl"))) {
      JsonTree expected = JsonTree.parse(line);
      if (expected.get("text").value() != null && expected.get("shape").items().size() <= 1) {
        assertThat(cat(expected.get("member").text()))
            .as(expected.get("member").text())
            .containsExactlyElementsOf(
                expected.get("text").items().stream().map(JsonTree::text).toList());
      }
    }
  }

  @Test
  void a_matrix_has_columns_whatever_its_order_in_memory() {
    assertThat(cat("big")).containsExactly("1  -2   3", "4   5  -6");
    assertThat(cat("big", "--format", "csv")).containsExactly("1,-2,3", "4,5,-6");
    assertThat(cat("big", "--format", "jsonl")).containsExactly("[1,-2,3]", "[4,5,-6]");
  }

  @Test
  void more_axes_are_nested() {
    assertThat(cat("cube").get(0)).isEqualTo("[[0 1 2 3] [4 5 6 7] [8 9 10 11]]");
    assertThat(cat("cube", "--format", "jsonl").get(1))
        .isEqualTo("[[12,13,14,15],[16,17,18,19],[20,21,22,23]]");
    Brine run = Brine.run("cat", "--format", "csv", KINDS, "cube");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .endsWith(
            "kinds.npz!cube.npy: CSV cannot hold an array of 3 axes; JSON lines (jsonl) can\n");
  }

  @Test
  void records_have_names() {
    assertThat(cat("records"))
        .containsExactly(
            "id  pair        in       name",
            " 1  [0.5 2.0]   (7, 8)   ab",
            " 2  [nan -1.0]  (9, 10)  ç",
            "-3  [0.0 0.0]   (0, 1)");
    assertThat(cat("records", "--format", "csv"))
        .containsExactly(
            "id,pair.0,pair.1,in.lo,in.hi,name",
            "1,0.5,2.0,7,8,ab",
            "2,nan,-1.0,9,10,ç",
            "-3,0.0,0.0,0,1,\"\"");
    assertThat(cat("records", "--format", "jsonl").get(1))
        .isEqualTo(
            "{\"id\":2,\"pair\":[\"NaN\",-1.0],\"in\":{\"lo\":9,\"hi\":10},\"name\":\"\\u00E7\"}");
  }

  @Test
  void python_values_are_the_json_one_would_write() {
    assertThat(cat("ragged", "--format", "jsonl"))
        .containsExactly("[3,1,4]", "[1,5]", "[]", "[9,2,6,5]");
    assertThat(cat("mixed", "--format", "jsonl"))
        .containsExactly(
            "null",
            "true",
            "1180591620717411303424",
            "\"\\u00E9\\n\"",
            "0.1",
            "{\"a\":[1,[2.5]],\"b\":\"\\\\xff\"}");
    assertThat(cat("mixed", "--format", "csv"))
        .containsExactly(
            "\"\"",
            "True",
            "1180591620717411303424",
            "\"é",
            "\"",
            "0.1",
            "\"{\"\"a\"\":[1,[2.5]],\"\"b\"\":\"\"\\\\xff\"\"}\"");
  }

  @Test
  void numbers_in_json_are_json() {
    assertThat(cat("double", "--format", "jsonl"))
        .containsExactly("0.1", "-0.0", "1e+16", "\"NaN\"", "\"-Infinity\"", "5e-324");
    assertThat(cat("huge", "--format", "jsonl"))
        .containsExactly("0", "9223372036854775808", "18446744073709551615");
    assertThat(cat("complex", "--format", "jsonl"))
        .containsExactly("[1.0,2.0]", "[0.5,-0.0]", "[\"NaN\",\"Infinity\"]");
    assertThat(cat("moments", "--format", "jsonl").get(1)).isEqualTo("null");
    assertThat(cat("spans", "--format", "jsonl")).containsExactly("5", "-7");
  }

  @Test
  void head_prints_ten_rows_or_as_many_as_asked_for() {
    assertThat(Brine.run("head", KINDS, "halves").lines()).hasSize(10);
    assertThat(Brine.run("head", "--rows", "3", KINDS, "halves").lines()).hasSize(3);
    assertThat(Brine.run("head", "--rows", "0", KINDS, "halves").lines()).isEmpty();
    assertThat(Brine.run("cat", KINDS, "halves").lines()).hasSize(100);
    assertThat(Brine.run("head", "--rows", "-1", KINDS, "halves").code()).isEqualTo(2);
    assertThat(Brine.run("head", "--format", "xml", KINDS, "halves").code()).isEqualTo(2);
  }

  @Test
  void several_arrays_have_titles_and_what_is_no_array_is_left_out() {
    Brine run = Brine.run("head", "--rows", "1", KINDS);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("kinds.npz!big.npy: >i4 (2, 3)\n1  -2  3\n\n")
        .contains("kinds.npz!empty.npy: float32 (0, 3)\n");
    assertThat(run.err()).endsWith("kinds.npz!note.txt: not an array, but 9 bytes; skipped\n");
  }

  @Test
  void head_fits_80_columns_and_cat_is_complete() throws IOException {
    StringBuilder descr = new StringBuilder("[");
    for (int i = 0; i < 9; i++) {
      descr.append("('column_").append(i).append("', '<i4'), ");
    }
    byte[] wide = DigestTest.npy(descr.append("]").toString(), "(2,)", new byte[72]);
    Path file = Files.write(folder.resolve("wide.npy"), wide);
    assertThat(Brine.run("head", file).lines())
        .containsExactly(
            "column_0  column_1  column_2  column_3  …  column_6  column_7  column_8",
            "       0         0         0         0  …         0         0         0",
            "       0         0         0         0  …         0         0         0");
    assertThat(Brine.run("cat", file).lines().get(0)).contains("column_4  column_5");
  }

  @Test
  void text_does_nothing_to_a_terminal() throws IOException {
    byte[] text = "a\u001b[2J\n".getBytes(StandardCharsets.US_ASCII);
    Path file = Files.write(folder.resolve("a.npy"), DigestTest.npy("'|S6'", "(1,)", text));
    assertThat(Brine.run("cat", file).out()).isEqualTo("a\\x1b[2J\\n\n");
  }

  @Test
  void code_points_that_are_none_are_told_and_the_rest_goes_on() throws IOException {
    byte[] four = {0, 0, 0x20, 0};
    Path bad = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<U1'", "(1,)", four));
    Brine run = Brine.run("cat", bad, KINDS, "scalar");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a.npy").contains("0x200000");
    assertThat(run.out()).endsWith("int16 ()\n42\n");
  }

  @Test
  void large_arrays_are_read_a_few_rows_at_a_time() throws IOException {
    byte[] data = new byte[24 << 20];
    for (int i = 0; i < data.length; i += 8) {
      data[i] = (byte) (i >> 3);
    }
    String shape = "(" + (data.length >> 4) + ", 2)";
    Path file = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i8'", shape, data));
    List<String> lines = Brine.run("cat", "--format", "csv", file).lines();
    assertThat(lines).hasSize(data.length >> 4);
    assertThat(lines.get(100_000)).isEqualTo("64,65");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("254,255");
  }
}
