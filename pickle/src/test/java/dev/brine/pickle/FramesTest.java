package dev.brine.pickle;

import static dev.brine.pickle.Pickles.canonical;
import static dev.brine.pickle.Pickles.failure;
import static dev.brine.pickle.Pickles.frame;
import static dev.brine.pickle.Pickles.repeat;
import static dev.brine.pickle.Pickles.u4;
import static dev.brine.pickle.Pickles.u8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame is a promise (PEP 3154): no opcode crosses it, and its bytes are all there. */
class FramesTest {
  private static final String LIST = "{\"list\":[null,{\"int\":\"1\"}]}";

  /** The same list, framed in every honest way. */
  static final List<String> HONEST =
      List.of(
          frame("](NK\u0001e."),
          frame("](N") + frame("K\u0001e."),
          frame("](N") + "K\u0001e.",
          "](N" + frame("K\u0001") + "e.",
          frame("") + frame("](NK\u0001e."),
          "](" + frame("N") + frame("") + frame("K\u0001") + frame("e") + frame("."));

  @ParameterizedTest
  @FieldSource("HONEST")
  void frames_do_not_change_the_value(String pickle) {
    assertThat(canonical(pickle)).isEqualTo(LIST);
  }

  @Test
  void a_frame_may_open_where_the_one_before_ends() {
    // The FRAME opcode of the second is the last thing inside the first.
    assertThat(canonical("\u0095" + u8(10) + "N\u0095" + u8(1) + ".")).isEqualTo("null");
  }

  /** A frame of so many bytes, and what is in it and after it. */
  static final List<String> CROSSED =
      List.of(
          "\u0095" + u8(1) + "K\u0001.",
          "\u0095" + u8(2) + "M\u0001\u0001.",
          "\u0095" + u8(4) + "J" + u4(1) + ".",
          "\u0095" + u8(5) + "G?\u00f0\0\0\0\0\0\0.",
          "\u0095" + u8(3) + "\u008c\u0004abcd.",
          "\u0095" + u8(1) + "\u008c\u0004abcd.",
          "\u0095" + u8(3) + "I12\n.",
          "\u0095" + u8(4) + "cm\nC\n.",
          "\u0095" + u8(6) + "X" + u4(70_000) + repeat(70_000, "a") + ".",
          "\u0095" + u8(3) + "](K\u0001K\u0001e.");

  @ParameterizedTest
  @FieldSource("CROSSED")
  void an_opcode_must_not_cross_the_end_of_its_frame(String pickle) {
    assertThat(failure(pickle).kind()).isEqualTo(Kind.FRAME);
    assertThat(failure(pickle)).hasMessageContaining("crosses the end of its frame");
  }

  @Test
  void a_frame_must_not_open_inside_another() {
    assertThat(failure(frame(frame("N.") + "N"))).hasMessageContaining("opens inside another");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 60, (1L << 30) + 1})
  void a_frame_must_not_be_longer_than_a_pickle_may_be(long length) {
    assertThat(failure("\u0095" + u8(length) + "N.").kind()).isEqualTo(Kind.FRAME);
  }

  @Test
  void the_bytes_of_a_frame_must_be_there_even_after_STOP() {
    assertThat(canonical("\u0095" + u8(4) + "N.NN")).isEqualTo("null");
    assertThat(failure("\u0095" + u8(5) + "N.NN").kind()).isEqualTo(Kind.FRAME);
    assertThat(failure("\u0095" + u8(5) + "NN").kind()).isEqualTo(Kind.FRAME);
  }

  @Test
  void frames_longer_than_the_window_are_read_whole() {
    String items = repeat(70_000, "K\u0001M\u0001\u0001");
    String expected = canonical("](" + items + "e.");
    assertThat(canonical(frame("](" + items + "e."))).isEqualTo(expected);
    assertThat(canonical(frame("](") + frame(items) + frame("e."))).isEqualTo(expected);
  }

  /** An opcode with an argument at each place around the end of the 64 KiB window. */
  @ParameterizedTest
  @ValueSource(ints = {65_526, 65_529, 65_530, 65_531, 65_532, 65_533, 65_534, 65_535, 65_536})
  void arguments_across_the_window_are_read_whole(int before) {
    String filler = repeat(before / 2, "N0") + (before % 2 == 0 ? "" : ")");
    for (String tail :
        List.of("J" + u4(7) + ".", "I7\n.", "K\u0007.", "L7L\n.", "\u008a\u0001\u0007.")) {
      assertThat(canonical(filler + tail)).isEqualTo("{\"int\":\"7\"}");
    }
    assertThat(canonical(filler + "X" + u4(3) + "abc.")).isEqualTo("{\"str\":\"abc\"}");
    assertThat(canonical(filler + "](" + repeat(9, "J" + u4(1)) + "e."))
        .isEqualTo("{\"list\":[" + repeat(8, "{\"int\":\"1\"},") + "{\"int\":\"1\"}]}");
  }

  @Test
  void a_string_longer_than_the_window_is_read_whole() {
    String text = repeat(300_000, "ab\u00c3\u00a9");
    String expected = "{\"str\":\"" + repeat(300_000, "ab\\u00e9") + "\"}";
    assertThat(canonical("X" + u4(text.length()) + text + ".")).isEqualTo(expected);
    assertThat(canonical("V" + repeat(300_000, "ab\u00e9") + "\n.")).isEqualTo(expected);
  }
}
