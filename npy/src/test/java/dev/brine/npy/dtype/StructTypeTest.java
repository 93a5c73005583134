package dev.brine.npy.dtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.StructType.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Structs that a pickle can hold and a header cannot; the expected texts are NumPy 2.4's. */
class StructTypeTest {
  private static final Field A = Field.of("a", DTypes.INT8, 0);
  private static final Field B = Field.of("b", DTypes.FLOAT64, 8);

  @Test
  void an_aligned_struct_shows_its_offsets_and_saves_its_padding() {
    StructType struct = StructType.of(List.of(A, B), 16, true);
    assertThat(struct)
        .hasToString(
            "{'names': ['a', 'b'], 'formats': ['i1', '<f8'], 'offsets': [0, 8], 'itemsize': 16,"
                + " 'aligned': True}");
    assertThat(struct.descr()).isEqualTo("[('a', '|i1'), ('', '|V7'), ('b', '<f8')]");
    assertThat(struct.alignment()).isEqualTo(8);
    assertThat(struct.str()).isEqualTo("|V16");
  }

  @Test
  void fields_out_of_order_are_described_by_a_dict() {
    StructType struct =
        StructType.of(
            List.of(new Field("b", DTypes.INT32, 4, "x"), Field.of("a", DTypes.INT32, 0)),
            12,
            true);
    assertThat(struct.isInOrder()).isFalse();
    assertThat(struct)
        .hasToString(
            "{'names': ['b', 'a'], 'formats': ['<i4', '<i4'], 'offsets': [4, 0],"
                + " 'titles': ['x', None], 'itemsize': 12, 'aligned': True}");
    assertThat(struct.descr())
        .isEqualTo(
            "{'names': ['b', 'a'], 'formats': ['<i4', '<i4'], 'offsets': [4, 0],"
                + " 'titles': ['x', None], 'itemsize': 12}");
    assertThat(struct.descrJson())
        .isEqualTo(
            "{\"names\":[\"b\",\"a\"],\"formats\":[\"<i4\",\"<i4\"],\"offsets\":[4,0],"
                + "\"titles\":[\"x\",null],\"itemsize\":12}");
  }

  @Test
  void json_is_ascii_and_its_tuples_are_lists() {
    DType inner = StructType.packed(List.of("\u00e9\"\n"), List.of(DTypes.OBJECT));
    DType struct =
        StructType.of(
            List.of(
                new Field("a", SubarrayType.of(inner, Shape.of(2, 3)), 4, "t"),
                Field.of("\ud83d\ude00", DTypes.str(3), 52)),
            64,
            false);
    assertThat(struct.descrJson())
        .isEqualTo(
            "[[\"\",\"|V4\"],[[\"t\",\"a\"],[[\"\\u00e9\\\"\\n\",\"|O\"]],[2,3]],"
                + "[\"\\ud83d\\ude00\",\"<U3\"]]");
    assertThat(struct.descr())
        .isEqualTo(
            "[('', '|V4'), (('t', 'a'), [('\u00e9\"\\n', '|O')], (2, 3)),"
                + " ('\ud83d\ude00', '<U3')]");
    assertThat(DTypes.FLOAT64.descrJson()).isEqualTo("\"<f8\"");
    assertThat(DTypes.FLOAT64.descr()).isEqualTo("<f8");
  }

  @Test
  void a_field_is_found_by_its_name_and_by_its_title() {
    StructType struct = StructType.of(List.of(new Field("a", DTypes.INT8, 0, "t"), B), 16, false);
    assertThat(struct.field("a")).isSameAs(struct.field("t")).isEqualTo(struct.fields().get(0));
    assertThat(struct.field("c")).isNull();
  }

  @Test
  void equality_is_numpys_and_ignores_alignment_but_not_padding_offsets_titles_or_order() {
    StructType struct = StructType.of(List.of(A, B), 16, true);
    assertThat(struct)
        .isEqualTo(StructType.of(List.of(A, B), 16, false))
        .hasSameHashCodeAs(StructType.of(List.of(A, B), 16, false))
        .isNotEqualTo(StructType.of(List.of(A, B), 24, true))
        .isNotEqualTo(StructType.of(List.of(B, A), 16, true))
        .isNotEqualTo(StructType.of(List.of(A, Field.of("b", DTypes.FLOAT64, 7)), 16, true))
        .isNotEqualTo(StructType.of(List.of(A, new Field("b", DTypes.FLOAT64, 8, "t")), 16, true));
  }

  @Test
  void refuses_a_field_that_leaves_the_struct() {
    assertThatThrownBy(() -> StructType.of(List.of(A, B), 15, false))
        .hasMessage("field 'b' at offset 8 is not within the 15 bytes of the struct");
    assertThatThrownBy(() -> StructType.of(List.of(Field.of("a", DTypes.INT8, -1)), 8, false))
        .hasMessage("field 'a' at offset -1 is not within the 8 bytes of the struct");
    assertThatThrownBy(
            () -> StructType.of(List.of(Field.of("a", DTypes.INT64, Integer.MAX_VALUE)), 8, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StructType.of(List.of(), -1, false))
        .hasMessage("the itemsize must not be negative but was -1");
  }

  @Test
  void fields_may_overlap_unless_one_has_objects() {
    List<Field> numbers = List.of(Field.of("a", DTypes.INT64, 0), Field.of("b", DTypes.INT32, 4));
    assertThat(StructType.of(numbers, 8, false).isInOrder()).isFalse();
    for (int offset : new int[] {0, 4, 7}) {
      List<Field> mixed =
          List.of(Field.of("o", DTypes.OBJECT, offset), Field.of("b", DTypes.INT64, 0));
      assertThatThrownBy(() -> StructType.of(mixed, 16, false))
          .hasMessageEndingWith("overlaps another, and one has objects");
      List<Field> reversed =
          List.of(Field.of("b", DTypes.INT64, offset), Field.of("o", DTypes.OBJECT, 0));
      assertThatThrownBy(() -> StructType.of(reversed, 16, false))
          .hasMessageEndingWith("overlaps another, and one has objects");
    }
  }

  @Test
  void refuses_two_fields_of_one_name() {
    assertThatThrownBy(() -> StructType.of(List.of(A, A), 16, false))
        .hasMessage("name already used as a name or title");
    assertThatThrownBy(
            () -> StructType.of(List.of(A, new Field("b", DTypes.INT8, 1, "a")), 2, false))
        .hasMessage("title already used as a name or title.");
  }

  @Test
  void has_objects_when_a_field_of_a_field_has() {
    DType inner = StructType.packed(List.of("x", "o"), List.of(DTypes.INT8, DTypes.OBJECT));
    DType outer = StructType.packed(List.of("s"), List.of(SubarrayType.of(inner, Shape.of(3))));
    assertThat(outer.hasObject()).isTrue();
    assertThat(outer.itemsize()).isEqualTo(27);
    assertThat(StructType.packed(List.of("x"), List.of(DTypes.INT8)).hasObject()).isFalse();
  }

  @Test
  void five_hundred_levels_are_read_and_one_more_is_not() {
    DType dtype = DTypes.INT8;
    for (int level = 0; level < DType.MAX_DEPTH; level++) {
      dtype = StructType.packed(List.of("a"), List.of(dtype));
    }
    DType deepest = dtype;
    assertThat(deepest.descr()).startsWith("[('a', [('a', ").contains("'|i1'");
    assertThatThrownBy(() -> StructType.packed(List.of("a"), List.of(deepest)))
        .hasMessage("a dtype must not have more than 500 levels");
    assertThatThrownBy(() -> SubarrayType.of(deepest, Shape.of(1)))
        .hasMessage("a dtype must not have more than 500 levels");
  }

  @Test
  void fields_of_fields_count_so_that_sharing_cannot_make_millions() {
    DType dtype = StructType.packed(List.of("a", "b"), List.of(DTypes.bytes(0), DTypes.bytes(0)));
    List<DType> levels = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              DType next = dtype;
              for (int level = 0; level < DType.MAX_DEPTH; level++) {
                next = StructType.packed(List.of("a", "b"), List.of(next, next));
                levels.add(next);
              }
            })
        .hasMessage("a dtype must not have more than 65536 fields");
    assertThat(levels).hasSize(14);
  }

  @Test
  void refuses_kinds_and_sizes_that_numpy_does_not_have() {
    assertThatThrownBy(() -> NumberType.of(Kind.INT, Endian.LITTLE, 3))
        .hasMessage("there is no INT of 3 bytes in NumPy");
    assertThatThrownBy(() -> NumberType.of(Kind.STR, Endian.LITTLE, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FlexibleType.of(Kind.BYTES, Endian.NONE, -1))
        .hasMessage("the length of BYTES must be from 0 to 2^31-1 bytes but was -1");
    assertThatThrownBy(() -> FlexibleType.of(Kind.STR, Endian.BIG, 1 << 29))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TimeType.of(Kind.DATETIME, Endian.BIG, TimeType.Unit.DAY, 0))
        .hasMessage("the multiple of a unit of time must be at least 1 but was 0");
    assertThatThrownBy(() -> SubarrayType.of(DTypes.INT64, Shape.of(1 << 28)))
        .hasMessage(
            "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.");
  }

  @Test
  void a_longdouble_of_12_bytes_is_that_of_32_bit_machines() {
    assertThat(DTypes.parse("<f12").kind()).isEqualTo(Kind.LONGDOUBLE);
    assertThat(DTypes.parse(">c24")).hasToString(">c24");
    assertThat(DTypes.parse("c24").alignment()).isEqualTo(4);
  }

  @Test
  void a_string_dtype_says_what_stands_for_a_missing_string() {
    assertThat(StringDType.of(true, StringDType.Missing.UNSET)).hasToString("StringDType()");
    assertThat(StringDType.of(false, StringDType.Missing.NAN))
        .hasToString("StringDType(na_object=nan, coerce=False)");
    assertThat(StringDType.of(true, "it's")).hasToString("StringDType(na_object=\"it's\")");
    assertThat(StringDType.of(true, StringDType.Missing.NONE).descr()).isEqualTo("|O");
  }
}
