package dev.brine.npy.internal.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 700 headers, each with what NumPy 1.24 and NumPy 2.4 make of it. */
class HeaderAnswersTest {
  private static final Map<String, List<String>> NUMPY_1 = Answers.of("headers-1.tsv");
  private static final Map<String, List<String>> NUMPY_2 = Answers.of("headers-2.tsv");

  /** NumPy's sentences that are ours too; its other ones leak from Python's own parts. */
  private static final List<String> SENTENCES =
      List.of(
          "EOF: ",
          "we only support",
          "the magic string",
          "Header ",
          "shape is not",
          "fortran_order is not",
          "descr is not",
          "Cannot parse",
          "maximum supported dimension",
          "array is too big");

  /**
   * What NumPy reads by accident and Brine does not: a dict or a str where fields should stand, a
   * datetime of no length.
   */
  private static final List<String> ACCIDENTS = List.of("'descr': {}", "['abc']", "<M8[0h]");

  /** A struct with a StringDType, whose descr NumPy itself writes so that it cannot read it. */
  private static final String UNREADABLE = "[('a','T')]";

  /** Literals that no header holds: Brine cannot parse what NumPy finds no good. */
  private static final List<String> NOT_PARSED = List.of("...", "3j", "set()");

  /** NumPy shows this one after it has taken out the L. */
  private static final String FILTERED = "(3L,),,";

  private static String result(String hex) {
    try {
      NpyHeader header =
          NpyHeaderReader.read(
              HexFormat.of().parseHex(hex),
              0,
              Location.MEMORY,
              NpyHeaderReader.DEFAULT_MAX_HEADER_SIZE);
      List<String> facts = new ArrayList<>(Answers.facts(header.dtype()));
      facts.add(header.shape().toString());
      facts.add(header.fortranOrder() ? "True" : "False");
      return facts.toString();
    } catch (BrineException e) {
      return "no " + e.reason();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> facts(List<String> answer) {
    return answer.subList(2, answer.size());
  }

  private static boolean isOk(List<String> answer) {
    return answer.get(1).equals("ok");
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  private static boolean isAmong(List<String> these, String hex) {
    return these.stream().anyMatch(text(hex)::contains);
  }

  @Test
  void leaves_out_what_numpy_reads_by_accident() {
    List<String> odd = new ArrayList<>(ACCIDENTS);
    odd.addAll(NOT_PARSED);
    for (String text : odd) {
      assertThat(NUMPY_2.keySet())
          .as(text)
          .filteredOn(hex -> text(hex).contains(text))
          .isNotEmpty()
          .allMatch(hex -> result(hex).startsWith("no "));
    }
  }

  @Test
  void every_header_numpy_2_reads_says_the_same() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      if (isOk(answer.getValue())
          && !isAmong(ACCIDENTS, answer.getKey())
          && !text(answer.getKey()).contains(UNREADABLE)) {
        String result = result(answer.getKey());
        if (!result.equals(facts(answer.getValue()).toString())) {
          wrong.add(text(answer.getKey()) + "\n gave " + result + "\n but " + answer.getValue());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_numpy_refuses_is_refused() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      String hex = answer.getKey();
      boolean refused =
          !isOk(answer.getValue()) && !isOk(NUMPY_1.getOrDefault(hex, List.of("", "")));
      if (refused && !result(hex).startsWith("no")) {
        wrong.add(text(hex) + "\n gave " + result(hex) + "\n but " + answer.getValue());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void refuses_in_numpys_own_words() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : NUMPY_2.entrySet()) {
      List<String> cells = answer.getValue();
      if (!isOk(cells)
          && SENTENCES.stream().anyMatch(cells.get(3)::startsWith)
          && !isAmong(NOT_PARSED, answer.getKey())
          && !text(answer.getKey()).contains(FILTERED)) {
        String result = result(answer.getKey());
        String words = "no " + cells.get(3);
        // what follows NumPy's words is how the header can be read nevertheless
        if (!result.equals(words)
            && !(result.startsWith(words + "; ") && result.endsWith("withRepair() reads it"))) {
          wrong.add(text(answer.getKey()) + "\n gave " + result + "\n but " + cells.get(3));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_numpy_1_reads_is_read() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> answer : NUMPY_1.entrySet()) {
      if (isOk(answer.getValue())
          && !isAmong(ACCIDENTS, answer.getKey())
          && result(answer.getKey()).startsWith("no")) {
        wrong.add(text(answer.getKey()) + "\n gave " + result(answer.getKey()));
      }
    }
    assertThat(wrong).isEmpty();
  }
}
