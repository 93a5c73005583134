package dev.brine.convert.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.convert.internal.text.CellTypes.CellKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Cells against what Python and NumPy read from the same text: {@code make_cells.py}. */
class CellTypesTest {

  /** Returns text, kind and value of each line. */
  static List<String[]> cells() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CellTypesTest.class.getResourceAsStream("/cells.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  private static CellKind kind(String text) {
    return CellTypes.kind(text, false);
  }

  private static String bits(double value) {
    return Double.isNaN(value) ? "nan" : String.format("%016x", Double.doubleToRawLongBits(value));
  }

  @Test
  void a_cell_has_the_kind_that_python_reads_from_its_text() throws IOException {
    for (String[] cell : cells()) {
      CellKind kind = kind(cell[0]);
      String name =
          switch (kind) {
            case INT, UNSIGNED, BIG -> "int";
            case FLOAT -> "float";
            case COMPLEX -> "complex";
            case DATETIME ->
                Objects.requireNonNull(IsoDateTime.parse(cell[0]))
                    .unit()
                    .dtype()
                    .str()
                    .substring(1);
            default -> "text";
          };
      // a code such as 00501 is a string, though Python reads a number
      boolean isCode = cell[0].strip().matches("[+-]?0[0-9]+");
      assertThat(name).as(cell[0]).isEqualTo(isCode ? "text" : cell[1]);
    }
  }

  @Test
  void numbers_have_the_bits_that_python_reads() throws IOException {
    int count = 0;
    for (String[] cell : cells()) {
      if (cell[1].equals("float")) {
        assertThat(bits(CellTypes.real(cell[0]))).as(cell[0]).isEqualTo(cell[2]);
        count++;
      } else if (cell[1].equals("complex")) {
        double[] parts = Objects.requireNonNull(CellTypes.complex(cell[0]));
        assertThat(bits(parts[0]) + " " + bits(parts[1])).as(cell[0]).isEqualTo(cell[2]);
        count++;
      }
    }
    assertThat(count).isGreaterThan(500);
  }

  @Test
  void ints_are_told_apart_by_the_dtype_that_holds_them() {
    assertThat(kind("9223372036854775807")).isEqualTo(CellKind.INT);
    assertThat(kind("-9223372036854775808")).isEqualTo(CellKind.INT);
    assertThat(kind("+000000000000000000000000000001")).isEqualTo(CellKind.TEXT);
    assertThat(kind("9223372036854775808")).isEqualTo(CellKind.UNSIGNED);
    assertThat(kind("18446744073709551615")).isEqualTo(CellKind.UNSIGNED);
    assertThat(kind("18446744073709551616")).isEqualTo(CellKind.BIG);
    assertThat(kind("-9223372036854775809")).isEqualTo(CellKind.BIG);
  }

  @Test
  void quotes_tell_an_empty_string_from_a_missing_cell() {
    for (String blank : List.of("", " ", "\t ")) {
      assertThat(CellTypes.kind(blank, false)).isEqualTo(CellKind.EMPTY);
      assertThat(CellTypes.kind(blank, true)).isEqualTo(CellKind.QUOTED_EMPTY);
    }
  }

  @Test
  void numbers_may_be_quoted_and_have_spaces_around_them() {
    assertThat(CellTypes.kind(" 5\t", true)).isEqualTo(CellKind.INT);
    assertThat(CellTypes.kind(" 5 5 ", true)).isEqualTo(CellKind.TEXT);
    assertThat(kind("\u00a05")).isEqualTo(CellKind.TEXT);
  }

  @Test
  void bools_are_written_in_three_ways() {
    for (String text : List.of("True", "FALSE", "true", " false ")) {
      assertThat(kind(text)).as(text).isEqualTo(CellKind.BOOL);
    }
    for (String text : List.of("tRUE", "T", "yes", "Trueish", "truE")) {
      assertThat(kind(text)).as(text).isEqualTo(CellKind.TEXT);
    }
  }

  @Test
  void letters_outside_of_ascii_are_part_of_no_number() {
    for (String text : List.of("\u0131nf", "\u0661", "\uff11", "na\u0144", "1\u2212")) {
      assertThat(kind(text)).as(text).isEqualTo(CellKind.TEXT);
    }
  }
}
