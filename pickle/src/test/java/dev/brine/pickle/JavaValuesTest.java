package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pickles as Java's own types. */
class JavaValuesTest {

  private static @Nullable Object java(String pickle) throws IOException {
    return JavaValues.of(Pickle.decode(Pickles.bytes(pickle)));
  }

  private static Object present(String pickle) throws IOException {
    return Objects.requireNonNull(java(pickle));
  }

  @Test
  void scalars_become_what_java_has_for_them() throws IOException {
    assertThat(java("N.")).isNull();
    assertThat(java("\u0088.")).isEqualTo(true);
    assertThat(java("I5\n.")).isEqualTo(5L);
    assertThat(java("L18446744073709551616L\n.")).isEqualTo(BigInteger.TWO.pow(64));
    assertThat(java("F1.5\n.")).isEqualTo(1.5);
    assertThat(java("Vabc\n.")).isEqualTo("abc");
    assertThat(java("C\u0002a\u00ff.")).isEqualTo(new byte[] {'a', -1});
    assertThat(java("cdecimal\nDecimal\n(V1.10\ntR.")).isEqualTo(new BigDecimal("1.10"));
    assertThat(java("cuuid\nUUID\n)\u0081}(Vint\nI5\nub.")).isEqualTo(new UUID(0, 5));
    assertThat(java("cdatetime\ntimedelta\n(I-1\nI0\nI5\ntR."))
        .isEqualTo(Duration.ofDays(-1).plusNanos(5_000));
    assertThat(java("cdatetime\ndate\n(C\u0004\u0007\u00e4\u0001\u0002tR."))
        .isEqualTo(LocalDate.of(2020, 1, 2));
  }

  @Test
  void a_datetime_with_an_offset_keeps_it() throws IOException {
    String moment = "cdatetime\ndatetime\n(C\n\u0007\u00e4\u0001\u0002\u0003\u0004\u0005\0\0\0";
    String zone = "cdatetime\ntimezone\n(cdatetime\ntimedelta\n(I0\nI3600\nI0\ntRtR";
    LocalDateTime local = LocalDateTime.of(2020, 1, 2, 3, 4, 5);
    assertThat(java(moment + "tR.")).isEqualTo(local);
    assertThat(java(moment + zone + "tR."))
        .isEqualTo(OffsetDateTime.of(local, ZoneOffset.ofHours(1)));
  }

  @Test
  void containers_become_lists_maps_and_sets_in_order() throws IOException {
    assertThat(java("(lI1\naI2\na.")).isEqualTo(List.of(1L, 2L));
    assertThat(java("(I1\nN(I2\nlt.")).isInstanceOf(List.class);
    assertThat(java("(Vb\nI1\nVa\n(I2\nld."))
        .isEqualTo(Map.of("b", 1L, "a", List.of(2L)))
        .asString()
        .isEqualTo("{b=1, a=[2]}");
    assertThat(java("\u008f(I3\nI1\n\u0090.")).isEqualTo(Set.of(1L, 3L));
    assertThat(java("(lNa.")).isEqualTo(Collections.singletonList(null));
  }

  @Test
  void bytes_are_keys_by_what_is_in_them() throws IOException {
    Map<?, ?> map = (Map<?, ?>) present("(C\u0002abI1\nd.");
    assertThat(map.get(ByteBuffer.wrap(new byte[] {'a', 'b'}))).isEqualTo(1L);
  }

  @Test
  void what_is_shared_is_converted_once() throws IOException {
    List<?> list = (List<?>) present("(lp0\n0(g0\ng0\nl.");
    assertThat(list.get(0)).isSameAs(list.get(1));
  }

  @Test
  void what_java_has_nothing_for_stays_what_it_is() throws IOException {
    assertThat(java("c__builtin__\nxrange\n(I3\ntR.")).isInstanceOf(PyLibrary.Range.class);
    assertThat(java("cdecimal\nDecimal\n(VNaN\ntR.")).hasToString("NaN");
  }

  @Test
  void nothing_can_be_changed() throws IOException {
    List<?> list = (List<?>) present("(lI1\na.");
    assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_list_in_itself_is_told() {
    assertThatThrownBy(() -> java("(lp0\ng0\na."))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a list contains itself");
  }

  @Test
  void depth_is_bounded_even_where_it_is_shared() throws IOException {
    PickleValue deepest = PyTuple.EMPTY;
    for (int i = 1; i < 1_000; i++) {
      deepest = PyTuple.of(deepest);
    }
    assertThat(JavaValues.of(deepest)).isInstanceOf(List.class);
    PickleValue deeper = PyTuple.of(deepest);
    assertThatThrownBy(() -> JavaValues.of(deeper)).hasMessage("nested more than 1000 deep");
    PickleValue half = PyTuple.EMPTY;
    for (int i = 1; i < 600; i++) {
      half = PyTuple.of(half);
    }
    PickleValue whole = half;
    for (int i = 0; i < 600; i++) {
      whole = PyTuple.of(whole);
    }
    PickleValue shared = PyTuple.of(half, whole);
    assertThatThrownBy(() -> JavaValues.of(shared)).hasMessage("nested more than 1000 deep");
  }

  @Test
  void sharing_that_would_be_endless_to_print_is_told() {
    assertThatThrownBy(() -> java(")" + "2\u0086".repeat(60) + "."))
        .hasMessage("more than 10000000 values, counting shared values each time they occur");
  }

  @Test
  void keys_that_java_cannot_tell_apart_are_told() {
    assertThatThrownBy(() -> java("(Fnan\nI1\nFnan\nI2\nd."))
        .hasMessage("two keys that are different in Python are equal in Java");
  }

  @Test
  void javas_types_become_python_values_and_come_back() {
    Map<String, Object> all =
        Map.of(
            "scalars",
            List.of(true, 5L, 1.5, "text", BigInteger.TWO.pow(70), new BigDecimal("1.10")),
            "times",
            List.of(
                LocalDate.of(2020, 1, 2),
                LocalDateTime.of(2020, 1, 2, 3, 4, 5),
                OffsetDateTime.of(2020, 1, 2, 3, 4, 5, 6_000, ZoneOffset.ofHours(-2)),
                Duration.ofSeconds(-1, 1_000),
                ZoneOffset.ofHours(1)),
            "nested",
            List.of(List.of(), Set.of(1L), new UUID(1, 2)));
    assertThat(JavaValues.of(JavaValues.toPython(all))).isEqualTo(all);
    assertThat(JavaValues.of(JavaValues.toPython(null))).isNull();
    assertThat(JavaValues.of(JavaValues.toPython(new int[] {1, -2}))).isEqualTo(List.of(1L, -2L));
    assertThat(JavaValues.of(JavaValues.toPython(new double[] {0.5}))).isEqualTo(List.of(0.5));
  }

  @Test
  void what_python_cannot_say_is_refused() {
    assertThatThrownBy(() -> JavaValues.toPython(new Object()))
        .hasMessage("Python has no value for a java.lang.Object");
    assertThatThrownBy(() -> JavaValues.toPython(LocalDate.of(10_000, 1, 1)))
        .hasMessageContaining("the years 1 to 9999");
    assertThatThrownBy(() -> JavaValues.toPython(Duration.ofNanos(1)))
        .hasMessageContaining("whole microseconds");
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThatThrownBy(() -> JavaValues.toPython(endless))
        .hasMessageContaining("nested more than 1000 deep");
  }
}
