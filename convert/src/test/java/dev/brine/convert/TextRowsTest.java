package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.convert.TextRows.Options.Header;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@code docs/convert.md} by which text becomes arrays. */
class TextRowsTest {
  @TempDir Path folder = Path.of("");
  private Texts texts = new Texts(folder);

  @BeforeEach
  void useTheFolder() {
    texts = new Texts(folder);
  }

  private String dtypeOf(String csv) throws IOException {
    return texts.csv(csv).dtype().descr();
  }

  @Test
  void line_breaks_of_all_kinds_stay_in_quoted_cells() throws IOException {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      for (String inside :
          new String[] {"a\rb", "a\r", "\r", "a\nb", "a\r\nb", "\n\r", "a,b", ",,"}) {
        NdArray array = texts.csv("\"" + inside + "\"" + end + "x" + end + "\"" + inside + "\"");
        assertThat(((CharArray) array).toStringArray()).containsExactly(inside, "x", inside);
      }
    }
  }

  @Test
  void cells_of_any_length_are_read_whole() throws IOException {
    for (int length = 4_080; length < 4_110; length++) {
      String cell = "a,".repeat(length);
      NdArray array = texts.csv("\"" + cell + "\"\n" + "x\n");
      assertThat(array.getString(0)).isEqualTo(cell);
      assertThat(texts.csv("1,".repeat(length) + "2\n").shape().dim(1)).isEqualTo(length + 1);
    }
  }

  @Test
  void one_cell_a_line_is_one_axis_and_several_are_two() throws IOException {
    assertThat(texts.csv("1\n2\n3").shape()).isEqualTo(Shape.of(3));
    assertThat(texts.csv("1,2,3\n").shape()).isEqualTo(Shape.of(1, 3));
    assertThat(texts.csv("\n\n1,2\r\n\r\n3,4\r\r").toLongArray()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void ints_are_int64_or_uint64_and_else_stay_what_is_written() throws IOException {
    assertThat(dtypeOf("-9223372036854775808\n9223372036854775807\n")).isEqualTo("<i8");
    assertThat(dtypeOf("0\n9223372036854775808\n")).isEqualTo("<u8");
    assertThat(dtypeOf("-1\n9223372036854775808\n")).isEqualTo("<U19");
    assertThat(dtypeOf("18446744073709551616\n")).isEqualTo("<U20");
    assertThat(dtypeOf("18446744073709551616\n0.5\n")).isEqualTo("<f8");
  }

  @Test
  void empty_cells_are_nan_where_that_costs_no_digit() throws IOException {
    assertThat(texts.csv("1,2\n,3\n").toDoubleArray()).containsExactly(1, 2, Double.NaN, 3);
    assertThat(dtypeOf("9007199254740992,\n")).isEqualTo("<f8");
    NdArray exact = texts.csv("a,b\n9007199254740993,1\n,2\n");
    assertThat(exact.dtype().descr()).isEqualTo("[('a', '<U16'), ('b', '<i8')]");
    assertThat(texts.csv("a,b\nTrue,1\n,2\n").dtype().descr())
        .isEqualTo("[('a', '<U4'), ('b', '<i8')]");
    assertThat(texts.csv("1,\n2,\n").toDoubleArray()).containsExactly(1, Double.NaN, 2, Double.NaN);
    assertThat(dtypeOf("\"\"\n\"\"\n")).isEqualTo("<U1");
    assertThat(texts.csv("(1+2j)\n\"\"\n").at(1).toString()).isEqualTo("(nan+0j)");
    assertThat(texts.csv("2020-01-01\n\"\"\nNaT\n").toLongArray())
        .containsExactly(18262, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  @Test
  void numbers_are_what_python_reads_as_such() throws IOException {
    for (String number :
        new String[] {" 1.5 ", "-.5", "+5.", "1e5", "1E-5", "nan", "-INF", "Infinity"}) {
      assertThat(dtypeOf(number)).as(number).isEqualTo("<f8");
    }
    for (String number : new String[] {"1j", "(1-2j)", "1e+5j", "(nan+infj)", "(1+-2j)", "-0-0j"}) {
      assertThat(dtypeOf(number)).as(number).isEqualTo("<c16");
    }
    for (String text :
        new String[] {
          "1d",
          "0x1p3",
          "1_0",
          "e5",
          ".",
          "-",
          "1e",
          "1e+",
          "nano",
          "\u0131nf",
          "\u0130nf",
          "inf\u0131nity",
          "j",
          "()",
          "(1)",
          "٣",
          "1 2"
        }) {
      assertThat(dtypeOf(text)).as(text).startsWith("<U");
    }
  }

  @Test
  void moments_are_in_the_finest_unit_that_is_written() throws IOException {
    assertThat(dtypeOf("2020-01-31\n2020-01-31 10:00\n")).isEqualTo("<M8[m]");
    assertThat(dtypeOf("2020-01-31T10:00:00.1234567\n")).isEqualTo("<M8[ns]");
    assertThat(dtypeOf("2020-01-31T10:00:00.1234567\n0001-01-01\n")).isEqualTo("<U27");
    for (String text :
        new String[] {
          "2020-02-30", "2020-13", "2020-01-01T24:00", "2020-1-1", "2020-01-01Z", "NaT"
        }) {
      assertThat(dtypeOf(text)).as(text).startsWith("<U");
    }
  }

  @Test
  void columns_that_no_dtype_holds_together_are_structs() throws IOException {
    assertThat(dtypeOf("1,2.5\n3,4\n")).isEqualTo("<f8");
    assertThat(dtypeOf("9007199254740993,2.5\n")).isEqualTo("[('f0', '<i8'), ('f1', '<f8')]");
    assertThat(dtypeOf("True,1\n")).isEqualTo("[('f0', '|b1'), ('f1', '<i8')]");
    assertThat(dtypeOf("a,bc\n")).isEqualTo("<U2");
    assertThat(dtypeOf("a,,b\n")).isEqualTo("<U1");
  }

  @Test
  void texts_above_something_else_are_names() throws IOException {
    assertThat(dtypeOf("x,y\n1,2\n")).isEqualTo("[('x', '<i8'), ('y', '<i8')]");
    assertThat(dtypeOf("x,y\na,b\n")).isEqualTo("<U1");
    assertThat(dtypeOf("x,2\n1,2\n")).isEqualTo("[('f0', '<U1'), ('f1', '<i8')]");
    assertThat(dtypeOf(",,y\n1,2,3\n")).isEqualTo("[('f0', '<i8'), ('f1', '<i8'), ('y', '<i8')]");
    assertThat(dtypeOf("x\n1\n")).isEqualTo("[('x', '<i8')]");
    assertThat(dtypeOf("x\n18446744073709551616\n")).isEqualTo("[('x', '<U20')]");
    assertThat(dtypeOf("x,y\nTrue,a\n,b\n")).isEqualTo("[('x', '<U4'), ('y', '<U1')]");
    assertThat(dtypeOf("x,y\n,a\n,b\n")).isEqualTo("<U1");
  }

  @Test
  void whether_there_are_names_can_be_said() throws IOException {
    assertThat(texts.csv("x,y\na,b\n", Header.PRESENT).dtype().descr())
        .isEqualTo("[('x', '<U1'), ('y', '<U1')]");
    assertThat(texts.csv("2019,2020\n1,2\n", Header.PRESENT).dtype().descr())
        .isEqualTo("[('2019', '<i8'), ('2020', '<i8')]");
    assertThat(texts.csv("x,y\n1,2\n", Header.ABSENT).toStringArray())
        .containsExactly("x", "y", "1", "2");
  }

  @Test
  void a_first_line_of_number_signs_is_a_comment_or_has_names() throws IOException {
    assertThat(dtypeOf("# x,y\n1,2\n")).isEqualTo("[('x', '<i8'), ('y', '<i8')]");
    assertThat(texts.csv("# x,y\n1,2\n", Header.ABSENT).toLongArray()).containsExactly(1, 2);
    assertThat(texts.csv("# about it\n1,2\n").toLongArray()).containsExactly(1, 2);
    assertThat(texts.csv("# about it\nx,y\n1,2\n").dtype().descr())
        .isEqualTo("[('x', '<i8'), ('y', '<i8')]");
    assertThat(texts.csv("#a\n#b\nc\n").toStringArray()).containsExactly("#a", "#b", "c");
  }

  @Test
  void json_keeps_numbers_bools_and_texts_apart() throws IOException {
    assertThat(texts.jsonLines("\"1\"\n\"NaN\"\n").toStringArray()).containsExactly("1", "NaN");
    assertThat(texts.jsonLines("1\n\"NaN\"\n-Infinity\n").toDoubleArray())
        .containsExactly(1, Double.NaN, Double.NEGATIVE_INFINITY);
    assertThat(texts.jsonLines("null\nnull\n").toDoubleArray())
        .containsExactly(Double.NaN, Double.NaN);
    for (String mixed :
        new String[] {"1\n\"a\"", "true\n1", "\"a\"\ntrue", "null\n\"a\"", "true\nnull"}) {
      assertThatThrownBy(() -> texts.jsonLines(mixed))
          .as(mixed)
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("line 2 has a different type from the lines before it");
    }
  }

  @Test
  void ints_of_json_that_no_dtype_holds_are_refused() {
    assertThatThrownBy(() -> texts.jsonLines("[18446744073709551616]"))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("no integer dtype holds all ints");
    assertThatThrownBy(() -> texts.jsonLines("{\"a\":9007199254740993}\n{\"a\":null}"))
        .hasMessageContaining("all ints of the key a, and neither does float64");
    assertThatThrownBy(() -> texts.jsonLines("-1\n9223372036854775808"))
        .isInstanceOf(UnsupportedException.class);
  }

  @Test
  void rows_of_json_have_one_shape_or_are_lists() throws IOException {
    assertThat(texts.jsonLines("[[],[]]\n[[],[]]\n").shape()).isEqualTo(Shape.of(2, 2, 0));
    assertThat(texts.jsonLines("[]\n[]\n").shape()).isEqualTo(Shape.of(2, 0));
    assertThatThrownBy(() -> texts.jsonLines("[1]\n\n2"))
        .hasMessageContaining("line 3 has a different shape from the first line: () after (1,)");
    assertThatThrownBy(() -> texts.jsonLines("[[1,2],[3]]"))
        .hasMessageContaining("line 1 has nested lists of different lengths");
    assertThatThrownBy(() -> texts.jsonLines("{\"a\":1}\n{\"b\":1}"))
        .hasMessageContaining("line 2 has different keys from the first line");
    assertThatThrownBy(() -> texts.jsonLines("{\"a\":[1]}"))
        .hasMessageContaining("line 1 has a list or an object in place of a number or a string");
  }

  @Test
  void lists_of_different_lengths_are_values_and_splits() throws IOException {
    TextRows rows = TextRows.jsonLines(texts.file("in.jsonl", "[1,2]\n[]\n[3]\n"));
    Path npy = folder.resolve("out.npy");
    assertThatThrownBy(() -> rows.toNpy(npy))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("name the output .npz");
    assertThat(npy).doesNotExist();
    Path npz = folder.resolve("out.npz");
    rows.toNpz(npz, Compression.DEFLATED);
    Path objects = folder.resolve("objects.npz");
    PickleFree.restore(npz, objects);
    try (NpzFile file = NpzFile.open(objects)) {
      assertThat(file.get("arr_0").asRaggedInts().row(0)).containsExactly(1, 2);
    }
    Path tensors = folder.resolve("out.safetensors");
    rows.toSafetensors(tensors);
    Map<String, NdArray> read = Safetensors.read(tensors);
    assertThat(read.keySet()).containsExactly("arr_0.values", "arr_0.row_splits", "arr_0.form");
  }

  @Test
  void ragged_lists_hold_no_ints_beyond_int64() {
    assertThatThrownBy(
            () ->
                TextRows.jsonLines(texts.file("a.jsonl", "[18446744073709551615]\n[1,2]\n"))
                    .toNpz(folder.resolve("a.npz"), Compression.STORED))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("does not fit int64");
  }

  @Test
  void texts_of_very_different_lengths_are_utf8_and_splits() throws IOException {
    String text = "a\n".repeat(1000) + "\u20ac".repeat(100_000) + "\n\u20ac\n";
    TextRows rows = TextRows.csv(texts.file("a.csv", text));
    assertThatThrownBy(() -> rows.toNpy(folder.resolve("a.npy")))
        .hasMessageContaining("which is on line 1001")
        .hasMessageContaining("name the output .npz");
    Path out = folder.resolve("a.npz");
    rows.toNpz(out, Compression.STORED);
    try (NpzFile file = NpzFile.open(out)) {
      assertThat(file.get("arr_0.values").dtype()).isEqualTo(DTypes.UINT8);
      long[] splits = file.get("arr_0.row_splits").toLongArray();
      assertThat(splits).hasSize(1003).endsWith(1000, 301_000, 301_003);
      assertThat(file.get("arr_0.values").slice(301_000, 301_003).toIntArray())
          .containsExactly(0xe2, 0x82, 0xac);
    }
    Path objects = folder.resolve("objects.npz");
    PickleFree.restore(out, objects);
    try (NpzFile file = NpzFile.open(objects)) {
      assertThat(((ObjectArray) file.get("arr_0")).get(1001)).hasToString("\u20ac");
    }
  }

  @Test
  void safetensors_has_no_texts() throws IOException {
    TextRows rows = TextRows.csv(texts.file("a.csv", "a\nb\n"));
    Path out = folder.resolve("a.safetensors");
    assertThatThrownBy(() -> rows.toSafetensors(out))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("safetensors has no type for");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_text_that_changes_before_it_is_written_leaves_the_old_file() throws IOException {
    Path in = texts.file("a.csv", "1\n2\n");
    Path out = texts.file("a.npy", "old");
    TextRows rows = TextRows.csv(in);
    for (String other : new String[] {"1\n", "1\n2\n3\n", "1\nx\n", "1,2\n3,4\n", "", "1\n2.5\n"}) {
      Files.writeString(in, other);
      assertThatThrownBy(() -> rows.toNpy(out))
          .as(other)
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("the file changed while it was read");
    }
    assertThat(Files.readString(out)).isEqualTo("old");
    Files.writeString(in, "3\n4\n");
    rows.toNpz(folder.resolve("a.npz"), Compression.DEFLATED);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.csv", "a.npy", "a.npz");
  }
}
