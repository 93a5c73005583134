package dev.brine.convert.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.convert.internal.text.IsoDateTime.Unit;
import dev.brine.npy.dtype.DTypes;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Dates and times of day against {@code numpy.datetime64}: {@code make_cells.py}. */
class IsoDateTimeTest {

  private static IsoDateTime parsed(String text) {
    return Objects.requireNonNull(IsoDateTime.parse(text), text);
  }

  @Test
  void a_datetime_has_the_number_that_numpy_stores() throws IOException {
    int count = 0;
    for (String[] cell : CellTypesTest.cells()) {
      if (cell[1].startsWith("M8")) {
        IsoDateTime time = parsed(cell[0]);
        assertThat(time.count(time.unit())).as(cell[0]).isEqualTo(Long.parseLong(cell[2]));
        count++;
      }
    }
    assertThat(count).isGreaterThan(300);
  }

  @Test
  void a_finer_unit_counts_as_numpy_casts() {
    assertThat(parsed("1969-12-31T23:59").count(Unit.NANOSECOND)).isEqualTo(-60_000_000_000L);
    assertThat(parsed("1969-12-31").count(Unit.HOUR)).isEqualTo(-24);
    assertThat(parsed("2020-02-29").count(Unit.MILLISECOND)).isEqualTo(1_582_934_400_000L);
    assertThat(parsed("2020-02").count(Unit.DAY)).isEqualTo(18_293);
  }

  @Test
  void nanoseconds_outside_of_int64_are_an_error_and_known_before() {
    assertThat(parsed("1677-12-31").hasNanoseconds()).isFalse();
    assertThat(parsed("1678-01-01").hasNanoseconds()).isTrue();
    assertThat(parsed("2261-12-31").hasNanoseconds()).isTrue();
    assertThat(parsed("2262-01-01").hasNanoseconds()).isFalse();
    assertThatThrownBy(() -> parsed("9999-01-01").count(Unit.NANOSECOND))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void each_unit_is_found_by_its_dtype() {
    for (Unit unit : Unit.values()) {
      assertThat(Unit.of(unit.dtype())).isEqualTo(unit);
    }
    assertThatThrownBy(() -> Unit.of(DTypes.INT64)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_not_iso_8601_with_two_digits_per_field_is_no_date() {
    for (String text :
        List.of(
            "2020",
            "20-01-01",
            "2020/01/01",
            "2020-1-01",
            "2020-01-01Z",
            "+2020-01-01",
            "2020-01-01t10")) {
      assertThat(IsoDateTime.parse(text)).as(text).isNull();
    }
  }
}
