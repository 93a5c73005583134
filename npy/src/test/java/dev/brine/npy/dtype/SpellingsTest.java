package dev.brine.npy.dtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.internal.header.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 1,500 spellings, each with what NumPy 1.24 and NumPy 2.4 make of it. */
class SpellingsTest {
  private static final Map<String, List<String>> NUMPY_1 = Answers.of("dtypes-1.tsv");
  private static final Map<String, List<String>> NUMPY_2 = Answers.of("dtypes-2.tsv");

  /** A struct with a StringDType, whose descr NumPy itself writes so that it cannot read it. */
  private static final String UNREADABLE = "T,i4";

  /** Spellings that only NumPy on another machine reads. */
  private static boolean isOfA32BitMachine(String spelling) {
    return spelling.endsWith("f12") || spelling.endsWith("c24");
  }

  @Test
  void strings_bytes_and_raw_data_have_the_length_that_was_asked_for() {
    assertThat(DTypes.voids(3).str()).isEqualTo("|V3");
    assertThat(DTypes.bytes(3).str()).isEqualTo("|S3");
    assertThat(DTypes.str(3).str()).isEqualTo("<U3");
  }

  @Test
  void every_spelling_numpy_2_reads_gives_the_same_dtype() {
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      boolean accident = answer.getValue().get(1).contains("8[0Y]");
      if (answer.getValue().get(0).equals("ok")
          && !accident
          && !answer.getKey().equals(UNREADABLE)) {
        check(answer.getKey(), answer.getValue(), wrong);
        read++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(800);
  }

  @Test
  void a_number_before_text_without_a_length_is_its_length() {
    assertThat(DTypes.parse("2|S0").str()).isEqualTo("|S2");
    assertThat(DTypes.parse("3 S").str()).isEqualTo("|S3");
    assertThat(DTypes.parse("2>U").str()).isEqualTo(">U2");
    assertThat(DTypes.parse("1V0").str()).isEqualTo("|V1");
    assertThat(DTypes.parse("0U").str()).isEqualTo("<U0");
    assertThat(DTypes.parse("i4,2S").descr()).isEqualTo("[('f0', '<i4'), ('f1', '|S2')]");
    assertThat(DTypes.parse("i4,(3)S0").descr()).isEqualTo("[('f0', '<i4'), ('f1', '|S3')]");
    for (String spelling : List.of("2,S0", "(2,)S", "i4,(2,3)S0", "()S0", "3000000000S")) {
      assertThatThrownBy(() -> DTypes.parse(spelling))
          .as(spelling)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("invalid itemsize in generic type tuple");
    }
  }

  @Test
  void a_fraction_of_a_week_that_numpy_makes_zero_years_is_refused() {
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      if (answer.getValue().get(1).contains("8[0Y]")) {
        assertThatThrownBy(() -> DTypes.parse(answer.getKey()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("is not a multiple of a lower-unit in datetime metadata");
      }
    }
  }

  @Test
  void what_only_numpy_1_reads_gives_its_dtype() {
    List<String> wrong = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : NUMPY_1.entrySet()) {
      String spelling = answer.getKey();
      boolean only1 = NUMPY_2.getOrDefault(spelling, List.of("")).get(0).equals("no");
      if (answer.getValue().get(0).equals("ok") && only1 && !wraps(spelling)) {
        check(spelling, answer.getValue(), wrong);
        read.add(spelling);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).contains("float_", "unicode_", "int0", "string_");
  }

  /** NumPy 1 lets a length of 2^32 wrap to 0. */
  private static boolean wraps(String spelling) {
    return spelling.equals("S4294967296");
  }

  @Test
  void what_neither_reads_is_refused() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      String spelling = answer.getKey();
      boolean neither =
          answer.getValue().get(0).equals("no")
              && (NUMPY_1.getOrDefault(spelling, List.of("")).get(0).equals("no")
                  || wraps(spelling));
      if (neither && !isOfA32BitMachine(spelling)) {
        try {
          wrong.add(spelling + " gave " + DTypes.parse(spelling));
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessageNotContaining("null");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void refuses_in_numpys_own_words() {
    List<String> wrong = new ArrayList<>();
    Set<String> same = Set.of("TypeError", "ValueError");
    int compared = 0;
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      List<String> cells = answer.getValue();
      if (cells.get(0).equals("no")
          && same.contains(cells.get(1))
          && !cells.get(2).startsWith("Alias")) {
        try {
          DTypes.parse(answer.getKey());
        } catch (IllegalArgumentException e) {
          compared++;
          if (!cells.get(2).equals(e.getMessage())) {
            wrong.add(answer.getKey() + ": " + e.getMessage() + " but NumPy: " + cells.get(2));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(500);
  }

  private static void check(String spelling, List<String> answer, List<String> wrong) {
    try {
      List<String> facts = Answers.facts(DTypes.parse(spelling));
      if (!facts.equals(answer.subList(1, 1 + facts.size()))) {
        wrong.add(spelling + " gave " + facts + " but NumPy " + answer);
      }
    } catch (IllegalArgumentException e) {
      wrong.add(spelling + " gave " + e.getMessage() + " but NumPy " + answer);
    }
  }
}
