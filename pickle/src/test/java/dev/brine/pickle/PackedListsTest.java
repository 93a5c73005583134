package dev.brine.pickle;

import static dev.brine.pickle.Pickles.canonical;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.repeat;
import static dev.brine.pickle.Pickles.u4;
import static dev.brine.pickle.Pickles.u8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers stay packed as long as they can, and no packing ever changes a value. */
class PackedListsTest {
  private static final String ONE = "K\u0001";
  private static final String HALF = "G?\u00e0\0\0\0\0\0\0";
  private static final String LARGE = "\u008a\u0008" + u8(1L << 40);
  private static final String HUGE = "\u008a\u0009" + u8(0) + "\u0001";

  private static PyList list(String items) {
    return (PyList) decode("](" + items + "e.");
  }

  @Test
  void ints_floats_and_others_are_packed_by_what_they_are() {
    assertThat(list("").packing()).isEqualTo(Packing.EMPTY);
    assertThat(list(ONE + "M\u0001\u0001J" + u4(-1)).packing()).isEqualTo(Packing.INTS);
    assertThat(list(ONE + LARGE).packing()).isEqualTo(Packing.LONGS);
    assertThat(list(LARGE + ONE).packing()).isEqualTo(Packing.LONGS);
    assertThat(list(HALF + HALF).packing()).isEqualTo(Packing.DOUBLES);
    assertThat(list(ONE + HALF).packing()).isEqualTo(Packing.VALUES);
    assertThat(list(ONE + HUGE).packing()).isEqualTo(Packing.VALUES);
    assertThat(list(ONE + "\u0088").packing()).isEqualTo(Packing.VALUES);
    assertThat(list(ONE + "2").packing()).isEqualTo(Packing.INTS);
    assertThat(list(ONE + "q\u0000h\u0000").packing()).isEqualTo(Packing.INTS);
    assertThat(((PySequence) decode("(" + ONE + ONE + "t.")).packing()).isEqualTo(Packing.INTS);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE + 1L,
        Integer.MIN_VALUE - 1L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void boundaries_are_exact(long value) {
    PyList list = list(ONE + "\u008a\u0008" + u8(value));
    assertThat(list.longAt(1)).isEqualTo(value);
    assertThat(list.get(1)).isEqualTo(PyInt.of(value));
    assertThat(list.packing()).isEqualTo(value == (int) value ? Packing.INTS : Packing.LONGS);
  }

  @Test
  void an_int_beyond_64_bits_is_a_big_one() {
    assertThat(((PyInt) list(ONE + HUGE).get(1)).bigValue())
        .isEqualTo(BigInteger.ONE.shiftLeft(64));
  }

  @Test
  void a_packed_item_is_read_without_an_object_and_only_as_what_it_is() {
    assertThat(list(HALF).doubleAt(0)).isEqualTo(0.5);
    assertThatThrownBy(() -> list(HALF).longAt(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> list(ONE).doubleAt(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> list(ONE).longAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> list(ONE).get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Lists of 1,000 ints lie in shared chunks; one that grows must leave its neighbours alone. */
  @Test
  void lists_that_grow_late_do_not_touch_their_neighbours() {
    String batch = "(" + repeat(1_000, ONE) + "e";
    String pickle =
        "(]q\u0000"
            + batch
            + "]q\u0001"
            + batch
            + "h\u0000"
            + batch
            + "h\u0001(K\u0007e"
            + "h\u0000(K\u0008e"
            + "]q\u0002"
            + batch
            + "h\u0002"
            + batch
            + "t.";
    PySequence lists = (PySequence) decode(pickle);
    PyList first = (PyList) lists.get(0);
    PyList second = (PyList) lists.get(1);
    assertThat(first.size()).isEqualTo(2_001);
    assertThat(first.longAt(2_000)).isEqualTo(8);
    assertThat(second.size()).isEqualTo(1_001);
    assertThat(second.longAt(1_000)).isEqualTo(7);
    assertThat(second.longAt(0)).isEqualTo(1);
    assertThat(((PyList) lists.get(6)).size()).isEqualTo(2_000);
  }

  @Test
  void many_batches_make_one_list() {
    StringBuilder pickle = new StringBuilder("]");
    for (int i = 0; i < 700; i++) {
      pickle
          .append('(')
          .append(repeat(1_000, "M" + (char) (i & 255) + (char) (i >> 8)))
          .append('e');
    }
    PyList list = (PyList) decode(pickle + ".");
    assertThat(list.packing()).isEqualTo(Packing.INTS);
    assertThat(list.size()).isEqualTo(700_000);
    int[] copy = new int[700_000];
    list.copyInts(copy, 0);
    for (int i = 0; i < copy.length; i++) {
      assertThat(copy[i]).isEqualTo(i / 1_000);
    }
  }

  /** Items of all kinds, appended one by one and in batches: what comes out is what went in. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_mixture_in_any_batches_is_the_same_list(long seed) {
    Random random = new Random(seed);
    List<String> opcodes = List.of(ONE, "J" + u4(-5), LARGE, HALF, HUGE, "N", "]");
    List<String> texts =
        List.of(
            "{\"int\":\"1\"}",
            "{\"int\":\"-5\"}",
            "{\"int\":\"1099511627776\"}",
            "{\"float\":\"3fe0000000000000\"}",
            "{\"int\":\"18446744073709551616\"}",
            "null",
            "{\"list\":[]}");
    for (int round = 0; round < 100; round++) {
      int kinds = 1 + random.nextInt(opcodes.size());
      int first = random.nextInt(opcodes.size());
      StringBuilder pickle = new StringBuilder("]");
      List<String> expected = new ArrayList<>();
      for (int batch = 0; batch < 5; batch++) {
        int count = random.nextInt(4);
        pickle.append(count == 1 ? "" : "(");
        for (int i = 0; i < count; i++) {
          int kind = (first + random.nextInt(kinds)) % opcodes.size();
          pickle.append(opcodes.get(kind));
          expected.add(texts.get(kind));
        }
        pickle.append(count == 1 ? "a" : "e");
      }
      assertThat(canonical(pickle + "."))
          .as("seed %d round %d", seed, round)
          .isEqualTo("{\"list\":[" + String.join(",", expected) + "]}");
    }
  }
}
