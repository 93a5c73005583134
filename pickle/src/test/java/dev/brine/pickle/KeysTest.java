package dev.brine.pickle;

import static dev.brine.pickle.Pickles.canonical;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.failure;
import static dev.brine.pickle.Pickles.repeat;
import static dev.brine.pickle.Pickles.u4;
import static dev.brine.pickle.Pickles.u8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.LimitException;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTuple;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What is one key of a dict is decided as Python decides it. */
class KeysTest {
  private static final String ONE = "K\u0001";
  private static final String ONE_FLOAT = "G?\u00f0\0\0\0\0\0\0";
  private static final String ZERO_FLOAT = "G\0\0\0\0\0\0\0\0";
  private static final String MINUS_ZERO = "G\u0080\0\0\0\0\0\0\0";
  private static final String HALF = "G?\u00e0\0\0\0\0\0\0";
  private static final String NAN = "G\u007f\u00f8\0\0\0\0\0\0";
  private static final String TWO_TO_64 = "\u008a\u0009" + u8(0) + "\u0001";
  private static final String TWO_TO_64_FLOAT = "GC\u00f0\0\0\0\0\0\0";

  private static String complex(String real, String imaginary) {
    return "cbuiltins\ncomplex\n" + real + imaginary + "\u0086R";
  }

  private static String decimal(String text) {
    return "cdecimal\nDecimal\n\u008c" + (char) text.length() + text + "\u0085R";
  }

  private static String fraction(String text) {
    return "cfractions\nFraction\n\u008c" + (char) text.length() + text + "\u0085R";
  }

  private static String range(int start, int stop, int step) {
    return "cbuiltins\nrange\nJ" + u4(start) + "J" + u4(stop) + "J" + u4(step) + "\u0087R";
  }

  private static String zone(int seconds) {
    return "cdatetime\ntimezone\ncdatetime\ntimedelta\nK\u0000J" + u4(seconds) + "\u0086R\u0085R";
  }

  private static String dateTime(int hour, String zone) {
    String state = "\u0007\u00e4\u0001\u0002" + (char) hour + "\u0000\u0000\u0000\u0000\u0000";
    return "cdatetime\ndatetime\nC\n" + state + zone + (zone.isEmpty() ? "\u0085R" : "\u0086R");
  }

  private static String path(String type, String text) {
    return "cpathlib\n" + type + "\n\u008c" + (char) text.length() + text + "\u0085R";
  }

  /** Pairs that are one key. */
  static final List<Arguments> EQUAL =
      List.of(
          Arguments.of("1 and 1.0", ONE, ONE_FLOAT),
          Arguments.of("1 and True", ONE, "\u0088"),
          Arguments.of("0.0 and -0.0", ZERO_FLOAT, MINUS_ZERO),
          Arguments.of("0 and -0.0", "K\u0000", MINUS_ZERO),
          Arguments.of("1 and 1+0j", ONE, complex(ONE_FLOAT, ZERO_FLOAT)),
          Arguments.of("2**64 and its float", TWO_TO_64, TWO_TO_64_FLOAT),
          Arguments.of("a str and the same", "\u008c\u0001a", "V\\u0061\n"),
          Arguments.of("bytes and the same", "C\u0001a", "B" + u4(1) + "a"),
          Arguments.of("tuples", ONE + "\u0085", "\u0088\u0085"),
          Arguments.of(
              "frozensets in any order", "(" + ONE + "N\u0091", "(N" + ONE_FLOAT + "\u0091"),
          Arguments.of("nested", "N\u0085\u0085", "(N\u0085t"),
          Arguments.of("Decimal and int", decimal("1.0"), ONE),
          Arguments.of("Decimal and float", decimal("0.50"), HALF),
          Arguments.of("Decimal and Fraction", decimal("0.1"), fraction("1/10")),
          Arguments.of("Fraction and float", fraction("2/4"), HALF),
          Arguments.of("Fraction and int", fraction("3/3"), ONE),
          Arguments.of("Decimals", decimal("1E+2"), decimal("100")),
          Arguments.of("large Decimals", decimal("1E+999999999"), decimal("1E+999999999")),
          Arguments.of("Decimal and 2**64", decimal("18446744073709551616"), TWO_TO_64),
          Arguments.of("infinities", decimal("Infinity"), "Finf\n"),
          Arguments.of("ranges of no numbers", range(0, 0, 1), range(5, 3, 2)),
          Arguments.of("ranges of one number", range(2, 3, 1), range(2, 4, 7)),
          Arguments.of("ranges", range(0, 5, 2), range(0, 6, 2)),
          Arguments.of("ranges downwards", range(5, 0, -2), range(5, -1, -2)),
          Arguments.of("slices", "cbuiltins\nslice\nNNN\u0087R", "cbuiltins\nslice\nN\u0085R"),
          Arguments.of("one instant", dateTime(5, zone(3_600)), dateTime(6, zone(7_200))),
          Arguments.of("paths", path("PosixPath", "/a"), path("PurePosixPath", "/a/")),
          Arguments.of(
              "Windows paths", path("PureWindowsPath", "A"), path("PureWindowsPath", "a")));

  @ParameterizedTest(name = "{0}")
  @FieldSource("EQUAL")
  void one_key(String what, String a, String b) {
    PyDict dict = (PyDict) decode("}(" + a + ONE + b + "K\u0002u.");
    assertThat(dict.size()).as(what).isEqualTo(1);
    assertThat(dict.value(0)).isEqualTo(PyInt.of(2));
  }

  /** Pairs that are two keys. */
  static final List<Arguments> DIFFERENT =
      List.of(
          Arguments.of("1 and '1'", ONE, "\u008c\u00011"),
          Arguments.of("'a' and b'a'", "\u008c\u0001a", "C\u0001a"),
          Arguments.of("1 and (1,)", ONE, ONE + "\u0085"),
          Arguments.of("None and False", "N", "\u0089"),
          Arguments.of(
              "2**53 and 2**53+1", "\u008a\u0007\0\0\0\0\0\0 ", "\u008a\u0007\u0001\0\0\0\0\0 "),
          Arguments.of("1 and 1+1j", ONE, complex(ONE_FLOAT, ONE_FLOAT)),
          Arguments.of("two NaNs", NAN, NAN),
          Arguments.of("Decimal NaNs", decimal("NaN"), decimal("NaN")),
          Arguments.of("0.1 as Decimal and float", decimal("0.1"), "F0.1\n"),
          Arguments.of("1/3 and 0.333", fraction("1/3"), decimal("0.333")),
          Arguments.of("frozensets", "(N\u0091", "(\u0091"),
          Arguments.of("tuple and frozenset", "(Nt", "(N\u0091"),
          Arguments.of("ranges", range(0, 5, 2), range(0, 7, 2)),
          Arguments.of("two clocks", dateTime(5, ""), dateTime(5, zone(0))),
          Arguments.of("POSIX paths", path("PurePosixPath", "A"), path("PurePosixPath", "a")),
          Arguments.of("two systems", path("PurePosixPath", "a"), path("PureWindowsPath", "a")));

  @ParameterizedTest(name = "{0}")
  @FieldSource("DIFFERENT")
  void two_keys(String what, String a, String b) {
    assertThat(((PyDict) decode("}(" + a + ONE + b + "K\u0002u.")).size()).as(what).isEqualTo(2);
  }

  @Test
  void rows_with_the_same_keys_stay_dicts_of_their_own() {
    String names = "\u008c\u0001aq\u00000\u008c\u0001bq\u00010";
    String row = "}(h\u0000K\u0001h\u0001K\u0002u";
    String more = "h\u0002\u008c\u0001cK\u0003s0" + "h\u0002h\u0000K\u0007s0";
    assertThat(canonical(names + "(" + row + "q\u0002" + row + row + more + "l."))
        .isEqualTo(
            canonical("(" + dict("abc", 7, 2, 3) + dict("ab", 1, 2) + dict("ab", 1, 2) + "l."));
  }

  private static String dict(String names, int... values) {
    StringBuilder pickle = new StringBuilder("}(");
    for (int i = 0; i < values.length; i++) {
      pickle.append("\u008c\u0001").append(names.charAt(i)).append('K').append((char) values[i]);
    }
    return pickle.append('u').toString();
  }

  @Test
  void a_nan_is_found_again_by_its_identity() {
    assertThat(((PyDict) decode("}(" + NAN + "q\u0000N" + "h\u0000Nu.")).size()).isEqualTo(1);
    assertThat(((PySet) decode("\u008f(" + NAN + "2\u0090.")).size()).isEqualTo(1);
  }

  @Test
  void the_first_key_and_the_last_value_stay_in_their_place() {
    PyDict dict = (PyDict) decode("}(" + ONE + "N\u008c\u0001aN\u0088\u0089u.");
    assertThat(dict.key(0)).isEqualTo(PyInt.of(1));
    assertThat(dict.value(0)).hasToString("False");
    assertThat(dict.key(1)).hasToString("a");
  }

  @Test
  void keys_are_looked_up_by_value() {
    PyDict dict = (PyDict) decode("}" + ONE + "K\u0005\u0086Ns\u008c\u0001aK\u0007s.");
    assertThat(dict.get("a")).isEqualTo(PyInt.of(7));
    assertThat(dict.get(PyTuple.of(PyInt.of(1), PyInt.of(5)))).hasToString("None");
    assertThat(dict.get(PyInt.of(3))).isNull();
  }

  @Test
  void unhashable_values_are_no_keys() {
    for (String key : List.of("]", "}", "\u008f", "]\u0085", "(]t", "ccollections\ndeque\n)R")) {
      assertThat(failure("}" + key + "Ns.")).hasMessageContaining("cannot be a key");
    }
    assertThat(failure("}" + decimal("sNaN") + "Ns.")).hasMessageContaining("cannot be a key");
  }

  /** Keys that collide under a hash without a secret would take minutes here, not milliseconds. */
  @Test
  void keys_cannot_be_chosen_to_collide() {
    StringBuilder ints = new StringBuilder("}(");
    StringBuilder floats = new StringBuilder("}(");
    StringBuilder bigs = new StringBuilder("}(");
    for (int i = 0; i < 30_000; i++) {
      long folded = ((long) i << 32) | i;
      ints.append("\u008a\u0008").append(u8(folded)).append('N');
      floats.append("G").append(new StringBuilder(u8(folded | 1L << 61)).reverse()).append('N');
      bigs.append("\u008a\u000c").append(u8(folded)).append(u4(i)).append('N');
    }
    for (StringBuilder keys : List.of(ints, floats, bigs)) {
      assertThat(((PyDict) decode(keys + "u.")).size()).isEqualTo(30_000);
    }
  }

  /** One long key in many dicts: hashed once, or this would be 250 GB to hash. */
  @Test
  void a_long_key_is_hashed_once() {
    String million = repeat(1_000_000, "a");
    for (String key : List.of("B" + u4(1_000_000) + million, "X" + u4(1_000_000) + million)) {
      assertThat(decode(key + "q\u0000}" + repeat(250_000, "h\u0000Ns") + "."))
          .isInstanceOf(PyDict.class);
    }
  }

  @Test
  void keys_that_are_dear_to_compare_are_refused() {
    String laughs = "N" + repeat(40, "2\u0086");
    assertThat(failure("}" + laughs + "Ns" + laughs + "Ns.")).isInstanceOf(LimitException.class);
    String text = "X" + u4(200_000) + repeat(200_000, "a");
    assertThat(failure("}" + repeat(500, text + "Ns") + ".")).isInstanceOf(LimitException.class);
  }
}
