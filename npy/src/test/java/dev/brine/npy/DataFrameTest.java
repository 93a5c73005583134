package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DataFrame;
import dev.brine.npy.array.DataFrame.Column;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of pandas have the columns that pandas gives; {@code make_pandas.py} wrote them. */
class DataFrameTest {

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = DataFrameTest.class.getResourceAsStream("/pandas/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static DataFrame load(String name) throws IOException {
    return (DataFrame) Npy.loadValue(resource(name));
  }

  private static String json(List<Column> columns) {
    StringBuilder out = new StringBuilder("[");
    for (Column column : columns) {
      out.append(out.length() > 1 ? ", [" : "[").append(json(column.name()));
      out.append(", \"").append(column.dtype()).append("\", [");
      for (long i = 0; i < column.size(); i++) {
        out.append(i > 0 ? ", " : "").append(column.isMissing(i) ? "null" : json(column, i));
      }
      out.append("]]");
    }
    return out.append("]").toString();
  }

  private static String json(Column column, long row) {
    NdArray values = column.values();
    if (values instanceof ObjectArray objects) {
      return json(objects.get(row));
    }
    if (values instanceof TimeArray times && column.dtype().startsWith("datetime64")) {
      LocalDateTime time = Objects.requireNonNull(times.getDateTime(row));
      return '"' + time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS")) + '"';
    }
    if (values instanceof TimeArray times) {
      return "\"" + Objects.requireNonNull(times.getDuration(row)).toNanos() / 1000 + '"';
    }
    return switch (values.dtype().kind()) {
      case BOOL -> String.valueOf(values.getBoolean(row));
      case FLOAT -> String.valueOf(values.getDouble(row));
      default -> String.valueOf(values.getLong(row));
    };
  }

  private static String json(PickleValue value) {
    if (value == PyConstant.NONE) {
      return "null";
    }
    if (value instanceof PyTuple tuple) {
      return "[" + json(tuple.get(0)) + ", " + json(tuple.get(1)) + "]";
    }
    return value.kind() == PickleValue.Kind.STR
        ? "\"" + value.toString().replace("ü", "\\u00fc") + "\""
        : value.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "2.2.3", "2.3.3", "3.0.6"})
  void every_column_has_the_values_that_pandas_gives(String version) throws IOException {
    String lines = new String(resource(version + "/expected.tsv"), StandardCharsets.UTF_8);
    for (String line : lines.lines().toList()) {
      String[] expected = line.split("\t", -1);
      DataFrame frame = load(version + "/" + expected[0] + ".pkl");
      assertThat(frame.typeName()).isEqualTo(expected[1]);
      assertThat(frame.rows()).isEqualTo(Long.parseLong(expected[2]));
      assertThat(json(frame.index())).as(line).isEqualTo(expected[3]);
      assertThat(json(frame.columns())).as(line).isEqualTo(expected[4]);
    }
  }

  @Test
  void a_frame_is_shown_in_one_line_and_found_in_a_dict() throws IOException {
    DataFrame frame = load("3.0.6/numbers.pkl");
    assertThat(PickleText.repr(frame))
        .isEqualTo(
            "<pandas DataFrame of 3 rows × 5 columns: i int64, f float64, j int64, b bool, u uint8>");
    assertThat(frame.column("f").values().getDouble(2)).isEqualTo(3.0);
    assertThatThrownBy(() -> frame.column("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a DataFrame without a column x");
  }

  /** The bytes of a pickle of latin1 text. */
  private static byte[] pickle(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static final String INDEX =
      "cpandas.core.indexes.base\n_new_Index\n(cpandas\nRangeIndex\n"
          + "}(Vname\nNVstart\nI0\nVstop\nI%s\nVstep\nI1\nutR";

  private static final String ARRAY =
      "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntC\1btR"
          + "(I1\n(%stcnumpy\ndtype\n(Vi1\nI00\nI01\ntR(I3\nV|\nNNNI-1\nI-1\nI0\ntbI00\nC%stb";

  private static String array(String dims, int bytes) {
    return ARRAY.formatted(dims, (char) bytes + "\1".repeat(bytes));
  }

  private static byte[] frame(String columns, String rows, String... blocks) {
    String axes = "(" + INDEX.formatted(columns) + INDEX.formatted(rows) + "l";
    String manager =
        "cpandas.core.internals.managers\nBlockManager\n("
            + "("
            + String.join("", blocks)
            + "t"
            + axes
            + "tR";
    return pickle("\u0080\3cpandas.core.frame\nDataFrame\n)\u0081}V_mgr\n" + manager + "sb.");
  }

  private static String block(String values, String placement) {
    return "cpandas._libs.internals\n_unpickle_block\n(" + values + placement + "I2\ntR";
  }

  private static String slice(String start, String stop, String step) {
    return "cbuiltins\nslice\n(I%s\nI%s\nI%s\ntR".formatted(start, stop, step);
  }

  @Test
  void a_frame_of_the_right_shape_is_read() throws IOException {
    byte[] pickle =
        frame(
            "2",
            "3",
            block(array("I1\nI3\n", 3), slice("1", "2", "1")),
            block(array("I1\nI3\n", 3), slice("0", "1", "1")));
    DataFrame frame = (DataFrame) Npy.loadValue(pickle);
    assertThat(frame.columns()).hasSize(2);
    assertThat(frame.columns().get(1).name()).isEqualTo(PyInt.of(1));
  }

  @Test
  void the_placement_of_a_block_is_clipped_as_a_slice_of_Python_is() throws IOException {
    String two = array("I2\nI3\n", 6).replace("\1\1\1\1\1\1", "\1\1\1\2\2\2");
    String one = block(array("I1\nI3\n", 3), slice("1", "2", "1"));
    String[] ascending = {slice("0", "4", "2"), slice("-3", "9", "2")};
    String[] descending = {
      slice("2", "-9", "-2"), slice("99", "-4", "-2"), slice("2", "-9223372036854775808", "-2")
    };
    for (String placement : ascending) {
      assertThat(firsts(frame("3", "3", block(two, placement), one))).containsExactly(1L, 1L, 2L);
    }
    for (String placement : descending) {
      assertThat(firsts(frame("3", "3", block(two, placement), one))).containsExactly(2L, 1L, 1L);
    }
    String open = "cbuiltins\nslice\n(I2\nNI-2\ntR";
    assertThat(firsts(frame("3", "3", block(two, open), one))).containsExactly(2L, 1L, 1L);
    rejected(frame("3", "3", block(two, slice("0", "9", "2"))), "no block has the column 1");
    rejected(frame("3", "3", block(two, slice("0", "9", "1")), one), "a block with the placement");
    rejected(frame("2", "3", block(two, slice("0", "9", "1")), one), "two blocks have");
    rejected(
        frame("3", "3", block(two, slice("0", "9", "9223372036854775807")), one),
        "a block with the placement of 1 columns");
    rejected(
        frame("3", "3", block(two, slice("9", "0", "-9223372036854775808")), one),
        "a block with the placement of 1 columns");
  }

  private static List<Long> firsts(byte[] pickle) throws IOException {
    DataFrame frame = (DataFrame) Npy.loadValue(pickle);
    return frame.columns().stream().map(column -> column.values().getLong(0)).toList();
  }

  @Test
  void a_state_that_does_not_fit_is_malformed() {
    String block = block(array("I1\nI3\n", 3), slice("0", "1", "1"));
    rejected(frame("2", "3", block), "no block has the column 1");
    rejected(frame("1", "3", block, block), "two blocks have the column 0");
    rejected(frame("1", "2", block), "a column of 3 values, and 2 rows");
    rejected(frame("1", "3", block(array("I1\nI3\n", 3), slice("-1", "0", "1"))), "the placement");
    rejected(frame("2", "3", block(array("I1\nI3\n", 3), slice("0", "2", "0"))), "the placement");
    rejected(
        frame("2", "3", block(array("I1\nI3\n", 3), slice("0", "2", "1"))),
        "a block with the placement of 2 columns");
    rejected(frame("1", "3", block(array("I3\n", 3), "N")), "the placement of a block is");
    rejected(frame("3", "1", block(array("I3\nI1\n", 3), array("I3\n", 3))), "two blocks have");
    rejected(frame("1", "3", block(array("I1\nI3\nI1\n", 3), slice("0", "1", "1"))), "3 axes");
    rejected(frame("1", "3", "N"), "a block of an unknown kind");
  }

  private static void rejected(byte[] pickle, String reason) {
    assertThatThrownBy(() -> Npy.loadValue(pickle))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void a_huge_index_takes_no_memory() throws IOException {
    String huge = "9223372036854775807";
    DataFrame rows = (DataFrame) Npy.loadValue(frame("0", huge));
    assertThat(rows.rows()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> rows.index().get(0).values())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("at most 134217728");
    assertThatThrownBy(() -> Npy.loadValue(frame(huge, "0"))).isInstanceOf(LimitException.class);
    assertThatThrownBy(() -> Npy.loadValue(frame("100000000", "0")))
        .isInstanceOf(LimitException.class);
  }

  @Test
  void classes_that_are_not_read_are_refused_by_name() {
    byte[] arrow = pickle("\u0080\3cpandas.arrays\nArrowStringArray\n)\u0081}b.");
    assertThatThrownBy(() -> Npy.loadValue(arrow))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("pandas.arrays.ArrowStringArray")
        .hasMessageContaining("astype(object)");
    byte[] foreign = pickle("cpandas.core.indexes.base\n_new_Index\n(cos\nsystem\n}tR.");
    assertThatThrownBy(() -> Npy.loadValue(foreign)).isInstanceOf(RefusedException.class);
    byte[] other =
        pickle("cpandas._libs.arrays\n__pyx_unpickle_NDArrayBacked\n(cpandas\nIndex\nI1\nNtR.");
    assertThatThrownBy(() -> Npy.loadValue(other))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not a known array");
  }

  @Test
  void a_refused_call_of_a_wrong_class_is_malformed_when_read_leniently() {
    byte[] wrong =
        pickle(
            "cpandas.core.indexes.base\n_new_Index\n(cpandas\nIndex\n}Vdata\n"
                + "cpandas._libs.arrays\n__pyx_unpickle_NDArrayBacked\n(Vx\nI1\nNtRstR.");
    assertThatThrownBy(() -> Npy.loadValue(wrong, o -> o.withPickle(o.pickle().withLenient())))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("an array whose class is a str");
  }

  @Test
  void labels_are_as_pandas_prints_them() throws IOException {
    assertThat(load("labels/colsdt.pkl").named()).containsKeys("2020-01-01", "2021-01-01");
    assertThat(load("labels/colsbool.pkl").named()).containsKeys("True", "False");
    assertThat(load("labels/colstup.pkl").named()).containsKeys("('a', 1)", "('b',)");
    DataFrame levels = load("labels/midx.pkl");
    assertThat(levels.named()).containsOnlyKeys("x", "level_1", "('p', 1)", "('p', 2)", "('q', 1)");
    assertThat(PickleText.repr(levels))
        .endsWith(": ('p', 1) int64, ('p', 2) int64, ('q', 1) int64>");
  }

  @Test
  void categories_with_a_zone_are_shown_as_a_column_with_one_is() throws IOException {
    DataFrame frame = load("labels/cattz.pkl");
    Column column = frame.column("c");
    assertThat(column.dtype()).isEqualTo("category");
    assertThat(column.valueDtype()).endsWith(", Europe/Paris]");
    assertThat(column.value(0).toString()).matches("2019-12-31T23:00:00(\\.0+)?\\+00:00");
  }

  @Test
  void a_timedelta_among_objects_is_shown_as_one_of_Python() throws IOException {
    assertThat(load("labels/delta.pkl").column("o").value(0).toString())
        .isEqualTo("1 day, 0:00:00");
  }

  @Test
  void any_changed_byte_gives_a_value_or_a_typed_error() throws IOException {
    for (String name : new String[] {"3.0.6/categories", "2.2.3/multi", "1.2/frame"}) {
      byte[] pickle = resource(name + ".pkl");
      for (int i = 0; i < pickle.length; i++) {
        for (int value : new int[] {0, 1, 0x7f, 0xff, pickle[i] ^ 1}) {
          byte[] changed = pickle.clone();
          changed[i] = (byte) value;
          try {
            PickleValue read = Npy.loadValue(changed);
            if (read instanceof DataFrame frame) {
              PickleText.repr(ArrayValue.of(NdArray.of(frame.rows())));
              json(frame.columns());
            }
          } catch (BrineException | UnsupportedOperationException | ArithmeticException e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        }
      }
    }
  }
}
