package dev.brine.pickle;

import static dev.brine.pickle.Pickles.canonical;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.failure;
import static dev.brine.pickle.Pickles.repeat;
import static dev.brine.pickle.Pickles.u4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.value.PickleValue;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every limit can be reached, can be set, and says its name. */
class LimitsTest {

  private static void reaches(
      String limit, String pickle, UnaryOperator<PickleLimits> lower, String within) {
    UnaryOperator<PickleLimits> same = limits -> limits;
    BrineException failure = limited(pickle, lower);
    assertThat(failure).isInstanceOf(LimitException.class);
    assertThat(failure.kind()).isEqualTo(Kind.LIMIT);
    assertThat(failure).hasMessageContaining("(limit " + limit + ")");
    assertThat(failure.location().offset()).isNotNegative();
    decode(within, options -> options.withLimits(lower.apply(PickleLimits.DEFAULT)));
    decode(pickle, options -> options.withLimits(same.apply(PickleLimits.DEFAULT)));
  }

  private static BrineException limited(String pickle, UnaryOperator<PickleLimits> lower) {
    return failure(pickle, options -> options.withLimits(lower.apply(PickleLimits.DEFAULT)));
  }

  @Test
  void pickle_bytes() {
    reaches("pickleBytes", "NN00N.", limits -> limits.withPickleBytes(5), "N.");
  }

  @Test
  void what_follows_a_pickle_does_not_count() {
    PickleLimits limits = PickleLimits.DEFAULT.withPickleBytes(2);
    assertThat(canonical("N." + repeat(100, "x"), options -> options.withLimits(limits)))
        .isEqualTo("null");
  }

  @Test
  void heap_bytes_for_objects() {
    reaches(
        "heapBytes",
        "(" + repeat(1_000, "}") + "l.",
        limits -> limits.withHeapBytes(100_000),
        "(" + repeat(100, "}") + "l.");
  }

  @Test
  void heap_bytes_for_one_argument() {
    reaches(
        "heapBytes",
        "X" + u4(300_000) + repeat(300_000, "a") + ".",
        limits -> limits.withHeapBytes(200_000),
        "X" + u4(30_000) + repeat(30_000, "a") + ".");
    reaches(
        "heapBytes",
        "V" + repeat(300_000, "a") + "\n.",
        limits -> limits.withHeapBytes(200_000),
        "V" + repeat(30_000, "a") + "\n.");
  }

  @Test
  void heap_bytes_for_the_memo() {
    StringBuilder far = new StringBuilder("N");
    for (int i = 0; i < 10_000; i++) {
      far.append("r").append(u4(1_000_000 + 3 * i));
    }
    reaches("heapBytes", far + ".", limits -> limits.withHeapBytes(500_000), "Np1000000\n.");
  }

  @Test
  void heap_bytes_for_ints_that_stop_being_packed() {
    // 50,000 ints cost four bytes each, and twenty once something else lies among them.
    String ints = "](" + repeat(50_000, "K\u0001") + "e";
    reaches("heapBytes", ints + "Na.", limits -> limits.withHeapBytes(2_000_000), ints + ".");
  }

  @Test
  void a_pickle_may_take_64_MiB_or_16_times_its_length() {
    String dicts = "(" + repeat(400_000, "}") + "l.";
    assertThat(failure(dicts)).hasMessageContaining("limit heapBytes");
  }

  @Test
  void depth() {
    reaches(
        "depth",
        repeat(11, "]") + repeat(10, "a") + ".",
        limits -> limits.withDepth(10),
        repeat(10, "]") + repeat(9, "a") + ".");
    reaches("depth", "N" + repeat(11, "\u0085") + ".", limits -> limits.withDepth(10), "N\u0085.");
  }

  @Test
  void depth_of_the_longest_way_in() {
    // The inner list is met first at depth 2, and lies at depth 5 besides.
    String inner = "]]]aaq\u0000";
    String pickle = "(" + inner + "h\u0000\u0085\u0085\u0085l.";
    assertThat(limited(pickle, limits -> limits.withDepth(5))).hasMessageContaining("limit depth");
  }

  @Test
  void depth_of_lists_filled_after_something_holds_them() {
    String outsideIn = "]q\u0000]q\u0001ah\u0001]q\u0002a0h\u0002]q\u0003a0h\u0003]a00h\u0000.";
    reaches("depth", outsideIn, limits -> limits.withDepth(4), "]]]]aaa.");
    PickleLimits five = PickleLimits.DEFAULT.withDepth(5);
    assertThat(decode(outsideIn, options -> options.withLimits(five)).kind())
        .isEqualTo(PickleValue.Kind.LIST);
  }

  @Test
  void five_hundred_levels_decode_and_more_do_not() {
    PickleValue deep = decode(repeat(500, "]") + repeat(499, "a") + ".");
    assertThat(deep.kind()).isEqualTo(PickleValue.Kind.LIST);
    assertThat(failure(repeat(100_000, "]") + repeat(99_999, "a") + "."))
        .hasMessageContaining("limit depth");
  }

  @Test
  void marks() {
    reaches("marks", repeat(11, "(") + "N.", limits -> limits.withMarks(10), "((N.");
    assertThat(failure(repeat(10_001, "(") + "N.")).hasMessageContaining("limit marks");
  }

  @Test
  void digits() {
    reaches("digits", "I" + repeat(13, "1") + "\n.", l -> l.withDigits(10), "I1234567890\n.");
    reaches("digits", "L" + repeat(20, "1") + "L\n.", l -> l.withDigits(10), "L-1234567890L\n.");
    assertThat(failure("L" + repeat(4_303, "1") + "L\n.")).hasMessageContaining("limit digits");
    decode("L-" + repeat(4_300, "1") + "L\n.");
  }

  @Test
  void digits_of_a_decimal_and_a_fraction() {
    String decimal = "cdecimal\nDecimal\n(X";
    assertThat(failure(decimal + u4(5_000) + repeat(5_000, "1") + "tR."))
        .hasMessageContaining("limit digits");
    String fraction = "cfractions\nFraction\n(X";
    assertThat(failure(fraction + u4(6) + "1e9999tR.")).hasMessageContaining("limit digits");
  }

  @Test
  void long_bytes() {
    String of9 = "\u008a\u0009" + repeat(8, "\u0000") + "\u0001.";
    reaches("longBytes", of9, limits -> limits.withLongBytes(8), "\u008a\u0001\u0001.");
    assertThat(failure("\u008b" + u4(65_537) + repeat(65_537, "\u0001") + "."))
        .hasMessageContaining("limit longBytes");
  }

  @Test
  void name_length() {
    String longName = "c" + repeat(1_025, "m") + "\nC\n.";
    assertThat(failure(longName)).hasMessageContaining("limit nameLength");
    String twoStrs = "X" + u4(1_025) + repeat(1_025, "m") + "\u008c\u0001C\u0093.";
    assertThat(failure(twoStrs)).hasMessageContaining("limit nameLength");
  }

  @Test
  void key_depth() {
    reaches(
        "keyDepth",
        "}N" + repeat(11, "\u0085") + "Ns.",
        limits -> limits.withKeyDepth(10),
        "}N" + repeat(10, "\u0085") + "Ns.");
    assertThat(failure("}N" + repeat(101, "\u0085") + "Ns."))
        .hasMessageContaining("limit keyDepth");
  }

  @Test
  void steps_of_comparing_keys() {
    String text = "X" + u4(100_000) + repeat(100_000, "a");
    String pickle = "}" + repeat(3, text + "Ns") + ".";
    reaches("walkNodes", pickle, limits -> limits.withWalkNodes(1_000), "}" + text + "Ns.");
  }

  @Test
  void characters_written_again() {
    PickleValue laughs = decode("N" + repeat(30, "2\u0086") + ".");
    assertThatThrownBy(
            () ->
                PickleText.writeCanonical(
                    laughs, OutputStream.nullOutputStream(), Location.MEMORY, PickleLimits.DEFAULT))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("limit walkText");
    PickleValue text =
        decode(
            "]X"
                + u4(1_000_000)
                + repeat(1_000_000, "a")
                + "q\u0000a("
                + repeat(100, "h\u0000")
                + "e.");
    assertThatThrownBy(() -> PickleText.sha256(text)).hasMessageContaining("limit walkText");
  }

  @Test
  void a_limit_may_be_as_large_as_its_type() {
    int all = Integer.MAX_VALUE;
    PickleLimits none =
        new PickleLimits(
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            PickleLimits.MAX_DEPTH,
            all,
            all,
            all,
            all,
            all,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    String pickle = "(I12\ncbuiltins\nset\n)Rl.";
    assertThat(canonical(pickle, options -> options.withLimits(none)))
        .isEqualTo("{\"list\":[{\"int\":\"12\"},{\"set\":[]}]}");
  }

  @Test
  void a_limit_cannot_be_negative() {
    assertThatThrownBy(() -> PickleLimits.DEFAULT.withDepth(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
