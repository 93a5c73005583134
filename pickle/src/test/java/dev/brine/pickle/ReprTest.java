package dev.brine.pickle;

import static dev.brine.pickle.Pickles.bytes;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.value.PickleValue;
import dev.brine.testing.GoldenRepr;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Values are printed as Python prints them, and no value can hang or overflow the printer. */
class ReprTest {

  private static String print(PickleValue value, int width, int items) throws IOException {
    StringBuilder text = new StringBuilder();
    PickleText.Options options = new PickleText.Options(width, items, 20);
    PickleText.writeRepr(value, text, Location.MEMORY, options, PickleLimits.DEFAULT);
    return text.toString();
  }

  /** A pickle, and what Python's repr gives. */
  static final List<Arguments> SHOWN =
      List.of(
          Arguments.of("](N\u0088K\u0005e.", "[None, True, 5]"),
          Arguments.of(").", "()"),
          Arguments.of("N\u0085.", "(None,)"),
          Arguments.of("}(K\u0001NNK\u0002u.", "{1: None, None: 2}"),
          Arguments.of("\u008f.", "set()"),
          Arguments.of("(K\u0001\u0091.", "frozenset({1})"),
          Arguments.of("F1e100\n.", "1e+100"),
          Arguments.of("F1e15\n.", "1000000000000000.0"),
          Arguments.of("F1e16\n.", "1e+16"),
          Arguments.of("F1e-5\n.", "1e-05"),
          Arguments.of("F0.0001\n.", "0.0001"),
          Arguments.of("F-inf\n.", "-inf"),
          Arguments.of("F12345678.5\n.", "12345678.5"),
          Arguments.of("V\\u000ait's\\u001b\\u202e\\u20ac\n.", "\"\\nit's\\x1b\\u202e\u20ac\""),
          Arguments.of("C\u0004a'\n\u00ff.", "b\"a'\\n\\xff\""),
          Arguments.of("cbuiltins\nslice\nNK\u0001N\u0087R.", "slice(None, 1, None)"),
          Arguments.of(
              "cdatetime\ndate\nC\u0004\u0007\u00e4\u0001\u0002\u0085R.",
              "datetime.date(2020, 1, 2)"),
          Arguments.of("cdatetime\ntime\n(K\u000eK!K;K\0tR.", "datetime.time(14, 33, 59)"),
          Arguments.of(
              "cdatetime\ndatetime\n(M\u00db\7K\u000cK\u001fK\0K\0K\0M\u00e8\3tR.",
              "datetime.datetime(2011, 12, 31, 0, 0, 0, 1000)"),
          Arguments.of("ccollections\nOrderedDict\n)RK\u0001Ns.", "OrderedDict({1: None})"),
          Arguments.of("ccollections\ndeque\n)K\u0003\u0086RNa.", "deque([None], maxlen=3)"));

  @ParameterizedTest(name = "{1}")
  @FieldSource("SHOWN")
  void shows_what_python_shows(String pickle, String shown) throws IOException {
    assertThat(PickleText.repr(decode(pickle))).isEqualTo(shown);
  }

  /** The pickles and reprs that {@code make_reprs.py} wrote. */
  @Test
  void the_reprs_of_5000_values_are_those_of_cpython() throws IOException {
    int compared = 0;
    List<String> wrong = new ArrayList<>();
    for (GoldenRepr golden : GoldenRepr.read(ReprTest.class, "/repr/python-3.13.tsv.gz")) {
      String shown = PickleText.repr(Pickle.decode(golden.pickle(), PickleOptions::withLenient));
      if (!shown.equals(golden.repr())) {
        wrong.add("line " + compared + ": " + shown + "\n not: " + golden.repr());
      }
      compared++;
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isEqualTo(5_000);
  }

  @Test
  void a_long_value_is_written_one_item_a_line() throws IOException {
    PickleValue value =
        decode("](" + repeat(2, "K\u0001") + "}VK1\n](" + repeat(12, "K\u0007") + "ese.");
    assertThat(print(value, 30, 100))
        .isEqualTo(
            "[\n  1,\n  1,\n  {\n    'K1': [\n"
                + "      7,\n".repeat(11)
                + "      7\n    ]\n  }\n]");
    assertThat(print(value, 120, 100)).doesNotContain("\n");
  }

  @Test
  void what_is_left_out_is_counted() throws IOException {
    PickleValue list = decode("](" + repeat(500, "K\u0007") + "e.");
    assertThat(print(list, 40, 3)).isEqualTo("[7, 7, 7, ... and 497 more]");
    PickleValue dict = decode("}(K\u0001NK\u0002NK\u0003Nu.");
    assertThat(print(dict, 40, 1)).isEqualTo("{1: None, ... and 2 more}");
    assertThat(print(decode("V" + repeat(30, "a") + "\n."), 80, 3))
        .isEqualTo("'" + repeat(20, "a") + "'… (30 characters)");
  }

  @Test
  void a_container_inside_itself_is_shown_as_dots() throws IOException {
    assertThat(PickleText.repr(decode("]q\u0000h\u0000a."))).isEqualTo("[[...]]");
    assertThat(PickleText.repr(decode("}q\u0000K\u0001h\u0000s."))).isEqualTo("{1: {...}}");
    assertThat(PickleText.repr(decode("]q\u0000](h\u0000h\u0000ea.")))
        .isEqualTo("[[[...], [...]]]");
  }

  @Test
  void a_shared_value_is_shown_each_time() throws IOException {
    assertThat(PickleText.repr(decode("(]2t."))).isEqualTo("([], [])");
  }

  @Test
  void a_record_shows_what_was_asked_for() throws IOException {
    PickleValue call = decode("cm\nC\n(K\u0001t\u0081}b.", PickleOptions::withLenient);
    assertThat(PickleText.repr(call)).isEqualTo("m.C(1).__setstate__({})");
  }

  @Test
  void an_array_of_the_array_module_shows_its_numbers() throws IOException {
    String array = "carray\n_array_reconstructor\n(carray\narray\nV%s\nK%sC%stR.";
    PickleValue shorts =
        decode(array.formatted("h", "\4", "\4\1\0\u00ff\u00ff"), PickleOptions::withLenient);
    assertThat(PickleText.repr(shorts)).isEqualTo("array('h', [1, -1])");
    PickleValue floats =
        decode(array.formatted("f", "\17", "\4\77\u0080\0\0"), PickleOptions::withLenient);
    assertThat(PickleText.repr(floats)).isEqualTo("array('f', [1.0])");
    assertThat(Pickles.failure(array.formatted("h", "\4", "\1\1")))
        .hasMessageContaining("1 bytes are no whole number of items of 2 bytes");
  }

  @Test
  void depth_and_laughs_do_no_harm() throws IOException {
    PickleValue deep = decode(repeat(500, "]") + repeat(499, "a") + ".");
    assertThat(print(deep, 80, 1_000)).contains("[\n");
    PickleValue laughs = decode("N" + repeat(40, "2\u0086") + ".");
    assertThatThrownBy(() -> PickleText.repr(laughs))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("limit walkNodes");
  }

  @Test
  void hostile_text_cannot_reach_the_terminal() throws IOException {
    String shown = PickleText.repr(Pickle.decode(bytes("X\u0006\0\0\0\u001b[2J\n\r.")));
    assertThat(shown).isEqualTo("'\\x1b[2J\\n\\r'");
  }
}
