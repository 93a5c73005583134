package dev.brine.npy.internal.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.internal.header.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every answer of Python's own {@code ast.literal_eval}, and what it would not answer. */
class LiteralParserTest {

  /** Literals in Python, but nothing a header can hold. */
  private static final Set<String> LEFT_OUT = Set.of("...", "set()", "2j", "1+2j", "(3j,)");

  @Test
  void reads_what_python_reads_and_refuses_the_rest() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : Answers.of("literals.tsv").entrySet()) {
      String text = answer.getKey();
      String expected = answer.getValue().get(0).equals("ok") ? answer.getValue().get(1) : "no";
      if (!LEFT_OUT.contains(text) && !result(text).equals(expected)) {
        wrong.add(text + " gave " + result(text) + " but Python " + expected);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String result(String text) {
    try {
      return LiteralParser.parse(text, false).repr();
    } catch (LiteralException e) {
      assertThat(e.position()).isBetween(0, text.length());
      return "no";
    }
  }

  @Test
  void leaves_out_what_no_header_holds() {
    assertThat(LEFT_OUT).allMatch(text -> result(text).equals("no"));
  }

  @Test
  void reads_the_long_suffix_of_python_2_only_where_it_is_allowed() throws LiteralException {
    assertThat(LiteralParser.parse("(2L, 3 L, 0x10L)", true).repr()).isEqualTo("(2, 3, 16)");
    assertThat(result("(2L,)")).isEqualTo("no");
    for (String text : List.of("2l", "2LL", "2Lx", "L", "2_L")) {
      assertThatThrownBy(() -> LiteralParser.parse(text, true))
          .as(text)
          .isInstanceOf(LiteralException.class);
    }
  }

  @Test
  void reads_numpys_own_integers() throws LiteralException {
    assertThat(LiteralParser.parse("(np.int64(2), np.uint8( 3 ), np.intp(4),)", false).repr())
        .isEqualTo("(2, 3, 4)");
    for (String text :
        List.of(
            "np.int64",
            "np.int64()",
            "np.int64(2.5)",
            "np.int64(2, 3)",
            "np.load(2)",
            "int64(2)")) {
      assertThat(result(text)).as(text).isEqualTo("no");
    }
  }

  @Test
  void says_where_it_stopped() {
    assertThatThrownBy(() -> LiteralParser.parse("(1, x)", false))
        .isInstanceOfSatisfying(LiteralException.class, e -> assertThat(e.position()).isEqualTo(4))
        .hasMessage("a name, which is not a literal");
  }

  @Test
  void a_hundred_thousand_brackets_are_an_error_and_no_overflow() {
    for (String open : List.of("(", "[", "{", "{1:", "-(", "np.int64(", "(1,")) {
      assertThatThrownBy(() -> LiteralParser.parse(open.repeat(100_000), true))
          .as(open)
          .isInstanceOf(LiteralException.class);
    }
  }

  @Test
  void random_text_is_a_literal_or_an_error() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String letters = "[](){}'\"\\,:#+-.0123456789eExXLbBrRuU_ \n\rTrueFalseNonenp.int64";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(24); i >= 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String first = result(text.toString());
      if (!first.equals("no") && !first.contains("inf")) {
        assertThat(result(first)).as("seed " + seed + ": " + text).isEqualTo(first);
      }
    }
  }
}
