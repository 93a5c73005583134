package dev.brine.convert.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The dtype that holds all cells of a column. */
class ColumnTest {

  private static Column column(String... texts) {
    RowCells cells = new RowCells();
    Column column = new Column();
    for (int i = 0; i < texts.length; i++) {
      for (char c : texts[i].toCharArray()) {
        cells.append(c);
      }
      cells.end(CellTypes.kind(texts[i], false));
      column.add(cells, i, i + 1);
    }
    return column;
  }

  private static String dtype(String... texts) {
    return column(texts).dtype().descr();
  }

  @Test
  void ints_are_int64_or_uint64_or_keep_their_digits_as_strings() {
    assertThat(dtype("1", "-2")).isEqualTo("<i8");
    assertThat(dtype("1", "18446744073709551615")).isEqualTo("<u8");
    assertThat(dtype("-1", "18446744073709551615")).isEqualTo("<U20");
    assertThat(dtype("1", "18446744073709551616")).isEqualTo("<U20");
  }

  @Test
  void a_missing_int_makes_floats_only_if_float64_holds_all_ints() {
    assertThat(dtype("1", "")).isEqualTo("<f8");
    assertThat(dtype("9007199254740992", "")).isEqualTo("<f8");
    assertThat(dtype("9007199254740993", "")).isEqualTo("<U16");
    assertThat(dtype("-9007199254740993", "")).isEqualTo("<U17");
  }

  @Test
  void numbers_of_several_kinds_become_the_widest_kind() {
    assertThat(dtype("1", "0.5")).isEqualTo("<f8");
    assertThat(dtype("1", "nan")).isEqualTo("<f8");
    assertThat(dtype("1", "0.5", "2j")).isEqualTo("<c16");
    assertThat(dtype("", "2j")).isEqualTo("<c16");
  }

  @Test
  void datetimes_have_the_finest_unit_and_missing_ones_are_allowed() {
    assertThat(dtype("2020-01", "2020-01-02")).isEqualTo("<M8[D]");
    assertThat(dtype("2020-01-02", "", "NaT", "2020-01-02T03:04:05.5")).isEqualTo("<M8[ms]");
    assertThat(dtype("1600-01-01", "2020-01-02T03:04:05.123456789")).isEqualTo("<U29");
    assertThat(dtype("NaT")).isEqualTo("<U3");
  }

  @Test
  void cells_of_kinds_that_do_not_mix_become_strings() {
    assertThat(dtype("True", "1")).isEqualTo("<U4");
    assertThat(dtype("True", "")).isEqualTo("<U4");
    assertThat(dtype("2020-01-02", "1")).isEqualTo("<U10");
    assertThat(dtype("1", "a")).isEqualTo("<U1");
  }

  @Test
  void empty_cells_alone_are_nan_and_bools_alone_are_bools() {
    assertThat(dtype("", " ")).isEqualTo("<f8");
    assertThat(dtype("True", "false")).isEqualTo("|b1");
  }

  @Test
  void strings_are_as_wide_as_the_longest_in_code_points() {
    Column column = column("a", "\ud83d\ude00\ud83d\ude00", "\u00e9");
    assertThat(column.dtype().descr()).isEqualTo("<U2");
    assertThat(column.longestLine()).isEqualTo(2);
    assertThat(column.bytes()).isEqualTo(1 + 8 + 2);
  }

  @Test
  void items_of_rows_are_int32_where_all_fit() {
    assertThat(column("2147483647", "-2147483648").itemType().descr()).isEqualTo("<i4");
    assertThat(column("2147483648").itemType().descr()).isEqualTo("<i8");
    assertThat(column("0.5").itemType().descr()).isEqualTo("<f8");
  }

  @Test
  void two_columns_together_have_the_dtype_of_all_their_cells() {
    String[][] kinds = {
      {"1"},
      {"18446744073709551615"},
      {"-7"},
      {"0.5"},
      {"2j"},
      {"True"},
      {"x"},
      {""},
      {"2020-01-02"},
      {"NaT"},
      {"9007199254740993"},
      {"99999999999999999999"}
    };
    for (String[] a : kinds) {
      for (String[] b : kinds) {
        Column both = column(a);
        both.add(column(b));
        assertThat(both.dtype()).as(a[0] + " and " + b[0]).isEqualTo(column(a[0], b[0]).dtype());
        assertThat(column(b[0], a[0]).dtype()).isEqualTo(both.dtype());
      }
    }
  }
}
