package dev.brine.npy.internal.object;

import static dev.brine.npy.internal.object.Ops.ANY;
import static dev.brine.npy.internal.object.Ops.FALSE;
import static dev.brine.npy.internal.object.Ops.I4;
import static dev.brine.npy.internal.object.Ops.LITTLE;
import static dev.brine.npy.internal.object.Ops.NONE;
import static dev.brine.npy.internal.object.Ops.OBJECT;
import static dev.brine.npy.internal.object.Ops.TRUE;
import static dev.brine.npy.internal.object.Ops.array;
import static dev.brine.npy.internal.object.Ops.bytes;
import static dev.brine.npy.internal.object.Ops.call;
import static dev.brine.npy.internal.object.Ops.dict;
import static dev.brine.npy.internal.object.Ops.dtype;
import static dev.brine.npy.internal.object.Ops.global;
import static dev.brine.npy.internal.object.Ops.list;
import static dev.brine.npy.internal.object.Ops.num;
import static dev.brine.npy.internal.object.Ops.pickle;
import static dev.brine.npy.internal.object.Ops.str;
import static dev.brine.npy.internal.object.Ops.struct;
import static dev.brine.npy.internal.object.Ops.tuple;
import static dev.brine.npy.internal.object.Ops.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.StructType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The states of dtypes, of all versions; what NumPy would misread or crash on is refused. */
class DTypeStateTest {
  private static final String MINUS = num(-1);

  private static DType read(String value) throws IOException {
    return ((DTypeValue) Pickled.decode(pickle(value))).dtype();
  }

  private static void refuses(String value, Kind kind, String reason) {
    assertThatThrownBy(() -> Pickled.decode(pickle(value)))
        .isInstanceOfSatisfying(
            BrineException.class,
            e -> {
              assertThat(e.reason()).contains(reason);
              assertThat(e.kind()).isEqualTo(kind);
            });
  }

  private static void invalid(String value, String reason) {
    refuses(value, Kind.STATE, reason);
  }

  private static String plain(String code, String order) {
    return dtype(code, num(3), str(order), NONE, NONE, NONE, MINUS, MINUS, num(flags(code)));
  }

  private static int flags(String code) {
    return switch (code.isEmpty() ? ' ' : code.charAt(0)) {
      case 'O' -> 63;
      case 'U' -> 8;
      default -> 0;
    };
  }

  private static String sized(String code, String order, int itemsize) {
    return dtype(
        code, num(3), str(order), NONE, NONE, NONE, num(itemsize), num(1), num(flags(code)));
  }

  private static String time(String code, String... unit) {
    String metadata = tuple(dict(), tuple(unit));
    return dtype(code, num(4), LITTLE, NONE, NONE, NONE, MINUS, MINUS, num(0), metadata);
  }

  @ParameterizedTest
  @CsvSource({
    "b1, |, |b1", "i1, |, |i1", "i2, >, >i2", "u8, <, <u8", "f2, <, <f2", "f16, >, >f16",
    "f12, <, <f12", "c8, <, <c8", "c32, <, <c32", "O8, |, |O", "O4, |, |O", "M8, <, <M8",
    "m8, >, >m8"
  })
  void reads_every_code(String code, String order, String expected) throws IOException {
    assertThat(read(plain(code, order)).str()).isEqualTo(expected);
  }

  @Test
  void the_state_has_the_size_of_strings() throws IOException {
    assertThat(read(sized("S3", "|", 3)).str()).isEqualTo("|S3");
    assertThat(read(sized("U3", ">", 12)).str()).isEqualTo(">U3");
    assertThat(read(sized("V3", "|", 3)).str()).isEqualTo("|V3");
    assertThat(read(sized("U0", "<", 0)).str()).isEqualTo("<U0");
    invalid(sized("U3", "<", 13), "a str dtype of 13 bytes");
    invalid(sized("S3", "|", -5), "an itemsize of -5".substring(3));
    invalid(sized("i4", "<", 8), "int32 with an itemsize of 8");
    invalid(sized("M8", "<", 4), "with an itemsize of 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "i",
        "4",
        "i4,O",
        "i3",
        "i16",
        "u0",
        "f1",
        "f32",
        "c4",
        "O2",
        "M4",
        "m16",
        "x4",
        "b2",
        "float64",
        "<i4",
        "i04",
        "S99999999999",
        "S-1",
        "T16",
        "a3",
        "p8",
        "i\u0664",
        "U1073741824"
      })
  void refuses_any_other_code(String code) {
    String bytes =
        new String(
            code.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    refuses(plain(bytes, "<"), Kind.STATE, "");
  }

  @Test
  void numbers_of_several_bytes_have_an_order() {
    invalid(plain("i4", "|"), "without a byte order");
    invalid(plain("i4", "="), "not one of < > |");
    invalid(plain("i4", "<<"), "not one of < > |");
    invalid(time("M8", bytes('s'), num(1), num(1), num(1)).replace("<", "|"), "without a byte");
  }

  @Test
  void versions_and_sizes_of_states_go_together() {
    invalid(dtype("i4", num(5), LITTLE, NONE, NONE, NONE, MINUS, MINUS, num(0)), "version 5");
    invalid(dtype("i4", num(4), LITTLE, NONE, NONE, NONE, MINUS, MINUS, num(0)), "version 4");
    invalid(dtype("i4", num(1), LITTLE, NONE, NONE, MINUS, MINUS, num(0)), "version 1");
    invalid(dtype("i4", LITTLE, NONE, NONE, MINUS), "a dtype's state of 4 items");
    invalid(dtype("i4", NONE.repeat(10)), "a dtype's state of 10 items");
    invalid(dtype("i4", num(1L << 40), NONE.repeat(7)), "version " + (1L << 40));
  }

  @Test
  void the_arguments_of_dtype_are_a_code_and_two_bools() {
    String numpy = global("numpy", "dtype");
    invalid(call(numpy, str("i4")), "takes a code and two bools");
    invalid(call(numpy, str("i4"), NONE, TRUE), "must be a bool");
    invalid(call(numpy, dict(), FALSE, TRUE), "must be text, not a dict");
    invalid(call(numpy, list(), FALSE, TRUE), "must be text, not a list");
    invalid(call(numpy, global("builtins", "int"), FALSE, TRUE), "from the class builtins.int");
    invalid(call(numpy, global("numpy", "ndarray"), FALSE, TRUE), "from the class numpy.ndarray");
  }

  @Test
  void structs_have_names_and_fields_that_agree() throws IOException {
    String a = tuple(I4, num(0));
    StructType type = (StructType) read(struct(8, tuple(str("a")), dict(str("a"), a)));
    assertThat(type.descr()).isEqualTo("[('a', '<i4'), ('', '|V4')]");
    invalid(struct(8, NONE, dict(str("a"), a)), "fields but without names");
    invalid(struct(8, tuple(str("a")), NONE), "the fields of a dtype must be a dict");
    invalid(struct(8, tuple(str("b")), dict(str("a"), a)), "names a field that it does not have");
    invalid(struct(8, tuple(str("a"), str("a")), dict(str("a"), a)), "name already used");
    invalid(struct(8, tuple(num(1)), dict(num(1), a)), "the name of a field must be text");
    invalid(struct(8, tuple(str("a")), dict(str("a"), a, str("b"), a)), "not among its names");
    invalid(struct(8, tuple(str("a")), dict(str("a"), I4)), "a field that is no tuple");
    invalid(struct(8, tuple(str("a")), dict(str("a"), tuple(I4))), "a field that is no tuple");
    invalid(struct(8, tuple(str("a")), dict(str("a"), tuple(NONE, num(0)))), "must be a dtype");
    invalid(plain("i4", "<").replace("NNN", "N" + tuple(str("a")) + dict()), "with fields");
  }

  @Test
  void fields_lie_within_their_struct_and_objects_apart() {
    String name = tuple(str("a"));
    invalid(struct(8, name, dict(str("a"), tuple(I4, num(5)))), "is not within");
    invalid(struct(8, name, dict(str("a"), tuple(I4, num(-4)))), "is not within");
    invalid(struct(8, name, dict(str("a"), tuple(I4, num(1L << 32)))), "must fit 32 bits");
    String both = dict(str("a"), tuple(OBJECT, num(0)), str("b"), tuple(I4, num(4)));
    invalid(struct(8, tuple(str("a"), str("b")), both), "overlaps");
  }

  @ParameterizedTest
  @CsvSource({"O8, 0", "O8, 61", "O8, 62", "O8, 127", "U1, 0", "i4, 4", "S4, 2", "V4, 1", "i4, 16"})
  void flags_are_those_that_numpy_derives(String code, int flags) {
    boolean sized = "SUV".indexOf(code.charAt(0)) >= 0;
    String size = sized ? num(4) : MINUS;
    String alignment = sized ? num(1) : MINUS;
    String order = str(code.equals("i4") || code.equals("U1") ? "<" : "|");
    invalid(
        dtype(code, num(3), order, NONE, NONE, NONE, size, alignment, num(flags)),
        "would misuse memory");
  }

  @Test
  void flags_of_structs_are_those_of_their_fields() throws IOException {
    String name = tuple(str("a"));
    String numbers = dict(str("a"), tuple(I4, num(0)));
    String objects = dict(str("a"), tuple(OBJECT, num(0)));
    assertThat(read(struct(4, name, numbers, 16)).itemsize()).isEqualTo(4);
    assertThat(read(struct(8, name, objects, 27)).hasObject()).isTrue();
    assertThat(((StructType) read(struct(4, name, numbers, 0x90))).isAligned()).isTrue();
    // as NumPy 1 writes the flags of aligned structs
    assertThat(((StructType) read(struct(4, name, numbers, -112))).isAligned()).isTrue();
    assertThat(((StructType) read(struct(8, name, objects, -101))).isAligned()).isTrue();
    invalid(struct(4, name, numbers, 0), "would misuse memory");
    invalid(struct(8, name, objects, 16), "would misuse memory");
    invalid(struct(8, name, objects, 0x90), "would misuse memory");
  }

  @Test
  void structs_with_objects_of_a_32_bit_numpy_are_refused() {
    String object = dtype("O4", num(3), str("|"), NONE, NONE, NONE, MINUS, MINUS, num(63));
    invalid(
        struct(16, tuple(str("a")), dict(str("a"), tuple(object, num(0))), 27),
        "written by 32-bit NumPy");
  }

  @Test
  void states_that_lack_what_their_version_has_are_refused() {
    invalid(dtype("i4", num(3), str("<"), NONE, NONE, MINUS, MINUS), "version 3 with 6 items");
    invalid(dtype("O8", num(3), ANY, NONE, NONE, NONE, MINUS, MINUS), "version 3 with 7 items");
  }

  @Test
  void an_alignment_is_never_zero() {
    invalid(dtype("S4", num(3), ANY, NONE, NONE, NONE, num(4), num(0), num(0)), "alignment of 0");
  }

  @Test
  void a_key_that_is_neither_name_nor_title_is_refused() {
    String titled = tuple(I4, num(0), str("t"));
    String hidden = tuple(I4, num(64));
    invalid(
        struct(4, tuple(str("a")), dict(str("a"), titled, str("x"), hidden)),
        "not among its names");
    invalid(
        struct(4, tuple(str("a")), dict(str("a"), titled, str("t"), hidden)),
        "not among its names");
  }

  @Test
  void a_title_is_a_second_name() throws IOException {
    String field = tuple(I4, num(0), str("t"));
    StructType type =
        (StructType) read(struct(4, tuple(str("a")), dict(str("a"), field, str("t"), field)));
    assertThat(type.field("t")).isEqualTo(type.field("a"));
    String odd = tuple(I4, num(0), num(5));
    StructType untitled = (StructType) read(struct(4, tuple(str("a")), dict(str("a"), odd)));
    assertThat(untitled.fields().get(0).title()).isNull();
  }

  @Test
  void a_dtype_is_never_part_of_itself() {
    String itself =
        call(global("numpy", "dtype"), str("V4"), FALSE, TRUE)
            + "q\1"
            + tuple(num(3), ANY, NONE, tuple(str("a")), dict(str("a"), tuple("h\1", num(0))))
                .replaceAll("t$", num(4) + num(1) + num(0) + "t")
            + "b";
    invalid(itself, "is used before its state is complete");
  }

  @Test
  void a_dtype_does_not_change_after_it_was_used() {
    String early = call(global("numpy", "dtype"), str("i4"), FALSE, TRUE) + "q\1";
    String late = "h\1" + tuple(num(3), str(">"), NONE, NONE, NONE, MINUS, MINUS, num(0)) + "b";
    invalid(tuple(early, array("h\1", tuple(num(1)), zeros(4)), late), "changes after it was used");
  }

  @Test
  void a_dtype_that_waits_for_its_state_is_refused_wherever_it_is() {
    String unbuilt = call(global("numpy", "dtype"), str("V4"), FALSE, TRUE);
    invalid(unbuilt, "a dtype never receives its state");
    invalid(tuple(NONE, list(unbuilt)), "a dtype never receives its state");
    invalid(dict(str("a"), unbuilt), "a dtype never receives its state");
  }

  @Test
  void a_dtype_is_not_given_two_states() {
    invalid(I4 + tuple(NONE) + "b", "the state of a dtype is set twice");
  }

  @Test
  void subarrays_have_the_size_that_they_claim() throws IOException {
    String pair = tuple(I4, tuple(num(2)));
    assertThat(read(dtype("V8", num(3), ANY, pair, NONE, NONE, num(8), num(4), num(0))).descr())
        .isEqualTo("('<i4', (2,))");
    invalid(dtype("V9", num(3), ANY, pair, NONE, NONE, num(9), num(4), num(0)), "claims 9");
    String huge = tuple(I4, tuple(num(1L << 31), num(1L << 31)));
    invalid(dtype("V8", num(3), ANY, huge, NONE, NONE, num(8), num(4), num(0)), "C int");
    String negative = tuple(I4, tuple(num(-2)));
    invalid(dtype("V8", num(3), ANY, negative, NONE, NONE, num(8), num(4), num(0)), "negative");
    String both = dict(str("a"), tuple(I4, num(0)));
    invalid(
        dtype("V8", num(3), ANY, pair, tuple(str("a")), both, num(8), num(4), num(0)),
        "a subarray and has fields");
  }

  @Test
  void units_of_time_are_numpys_and_positive() throws IOException {
    assertThat(read(time("M8", bytes('s'), num(25), num(1), num(1))).str()).isEqualTo("<M8[25s]");
    invalid(time("M8", bytes('s'), num(0), num(1), num(1)), "at least 1");
    invalid(time("M8", bytes('s'), num(-1), num(1), num(1)), "at least 1");
    invalid(time("M8", bytes('x'), num(1), num(1), num(1)), "that NumPy does not have");
    invalid(time("M8", bytes('s'), num(1), num(2), num(1)), "divided by 2");
    invalid(time("M8", bytes('s'), num(1)), "a unit of time of 2 parts");
    String metadata = tuple(NONE);
    invalid(
        dtype("M8", num(4), LITTLE, NONE, NONE, NONE, MINUS, MINUS, num(0), metadata), "no unit");
  }

  @Test
  void structs_are_nested_500_deep_and_no_deeper() throws IOException {
    assertThat(read(nested(500)).levels()).isEqualTo(500);
    refuses(nested(501), Kind.LIMIT, "more than 500 levels");
  }

  private static String nested(int levels) {
    String type = I4;
    for (int i = 0; i < levels; i++) {
      type = struct(4, tuple(str("a")), dict(str("a"), tuple(type, num(0))));
    }
    return type;
  }

  @Test
  void the_fields_of_fields_are_counted() {
    String type = I4 + "q\0";
    for (int level = 1; level <= 3; level++) {
      StringBuilder names = new StringBuilder();
      StringBuilder fields = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        names.append(str("f" + i));
        fields.append(str("f" + i)).append(tuple("h" + (char) (level - 1), num(0)));
      }
      String struct = struct(4, tuple(names.toString()), dict(fields.toString()));
      type += "0" + struct + "q" + (char) level;
    }
    refuses(type, Kind.LIMIT, "fields, more than 65536");
  }

  @Test
  void structs_that_share_their_fields_still_cost_memory() {
    StringBuilder names = new StringBuilder();
    StringBuilder fields = new StringBuilder(I4 + "q\0" + "0(");
    for (int i = 0; i < 10_000; i++) {
      names.append(str("f" + i));
      fields.append(str("f" + i)).append("(h\0L0L\nt");
    }
    StringBuilder pickle = new StringBuilder(fields + "dq\1" + "0(" + names + "tq\2" + "0");
    for (int i = 0; i < 1_000; i++) {
      pickle.append(struct(4, "h\2", "h\1")).append('0');
    }
    refuses(pickle + NONE, Kind.LIMIT, "limit heapBytes");
  }
}
