package dev.brine.scan;

import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.u4;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Opcodes that the decoder refuses and some CPython accepts, before the name of a function that
 * runs commands: the scan goes on to the name, however it is spelled.
 */
class BrokenPicklesTest {

  /** Each leaves a value, or nothing, and opens no MARK. */
  private static final List<String> BREAKS =
      List.of(
          "N(e",
          "N(u",
          "]Nb",
          "}Nb",
          "NNb",
          "Finfinity\n",
          "FNaN\n",
          "F 1.5 \n",
          "F1_0.5\n",
          "F1e999\n",
          "I 5\n",
          "I0x1f\n",
          "I010\n",
          "I+1\n",
          "L+7L\n",
          "L1_000L\n",
          "I" + "1".repeat(5_000) + "\n",
          "Np+7\n0",
          "Np 7\n0",
          "Np7 \n0",
          "Np1_0\n0",
          "Np-7\n0",
          "c__builtin__\ncomplex\nK\u0001K\u0002\u0086R",
          "cdatetime\ndate\nM\u00d0\u0007K\u0001K\u0001\u0087R",
          "cbuiltins\nset\nX\u0003\0\0\0abc\u0085R",
          "cbuiltins\nbytes\n](K\u0001K\u0002e\u0085R",
          "cbuiltins\nfrozenset\ncbuiltins\nrange\nK\u0003\u0085R\u0085R",
          "cuuid\nUUID\nX \0\0\0" + "0".repeat(32) + "\u0085R",
          "cdecimal\nDecimal\nK\0K\u0001\u0085K\0\u0087\u0085R",
          "ccollections\nOrderedDict\n)RX\u0001\0\0\0ab",
          "](K\u0001e(K\u0001K\u0002u0N",
          "]K\0K\u0001s",
          "\u0096\u0001\0\0\0\0\0\0\0aK\u0001a",
          "}" + "N" + "\u0085".repeat(120) + "Ns",
          "(".repeat(10_001) + "1".repeat(10_001),
          "\u008b" + u4(70_000) + "\u0001".repeat(70_000),
          "\u0095\u0003\0\0\0\0\0\0\0]\u0094",
          "\u0095\u0002\0\0\0\0\0\0\0N\u0095\u0001\0\0\0\0\0\0\0");

  private static final List<String> SPELLINGS =
      List.of(
          "cposix\nsystem\nX\u0002\0\0\0id\u0085R.",
          "Vposix\nVsystem\n\u0093Vid\n\u0085R.",
          "\u008d\u0005\0\0\0\0\0\0\0posixS'system'\n\u0093Vid\n\u0085R.",
          "h@hA\u0093Vid\n\u0085R.");

  private static final String MEMO = "\u008c\u0005posixq@0\u008c\u0006systemqA0";

  @Test
  void a_name_behind_an_opcode_that_only_brine_refuses_is_found() {
    for (String opcodes : BREAKS) {
      for (String spelling : SPELLINGS) {
        FileScan scan = Scan.of(pickle("\u0080\u0004" + MEMO + opcodes + spelling));
        assertThat(scan.verdict())
            .as(opcodes.substring(0, Math.min(40, opcodes.length())) + " … " + spelling)
            .isEqualTo(Verdict.DANGEROUS);
      }
    }
  }

  static final List<Arguments> MORE =
      List.of(
          Arguments.of("a name that the file's end cuts", "cposix\nsystemx", "system"),
          Arguments.of("a name of Python 2 in another encoding", "N.cposix\nsys\u00e9\n.", "sys"),
          Arguments.of(
              "the rest of a frame that is dropped",
              "\u0080\u0004\u0095\u0004\0\0\0\0\0\0\0Ncabposix\nsystem\n.",
              "system"),
          Arguments.of(
              "a name whose module is unknown",
              "\u0080\u0004\u008c\u0005posixq\0\u008c\u0006systemq\u00010N(e0hch\u0001\u0093.",
              "system"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("MORE")
  void is_found(String what, String opcodes, String name) {
    FileScan scan = Scan.of(pickle(opcodes));
    assertThat(scan.findings().stream().map(Finding::name))
        .as(what)
        .anyMatch(n -> n.contains(name));
    assertThat(scan.verdict()).isGreaterThanOrEqualTo(Verdict.SUSPICIOUS);
  }

  @Test
  void pickles_in_results_and_in_text_are_scanned() {
    String inner = "\u0080\u0002cposix\nsystem\nX\u0002\0\0\0id\u0085R.";
    String utf8 = inner.replace("\u0080", "\u00c2\u0080").replace("\u0085", "\u00c2\u0085");
    String text = "X" + u4(utf8.length()) + utf8;
    assertDangerous("\u0080\u0002c_codecs\nencode\n" + text + "X\u0006\0\0\0latin1\u0086R.");
    assertDangerous("c__builtin__\nbytearray\n" + text + "X\u0007\0\0\0latin-1\u0086R.");
    assertDangerous("S'" + inner.replace("\n", "\\n") + "'\n.");
  }

  @Test
  void an_object_that_gives_an_address_is_dangerous() {
    String object = "ctypes\nSimpleNamespace\n)R}X\u0013\0\0\0__array_interface__}sb";
    assertDangerous("cnumpy\nasarray\n" + object + "\u0085R.");
  }

  private static void assertDangerous(String opcodes) {
    FileScan scan = Scan.of(pickle(opcodes));
    assertThat(scan.verdict()).as(scan.findings().toString()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void an_honest_pickle_with_text_about_memory_is_clean() {
    assertThat(Scan.of(pickle("}X\u0013\0\0\0__array_interface__Ns.")).isClean()).isTrue();
  }

  @Test
  void at_most_100_findings_are_kept_with_a_count_of_the_rest() {
    StringBuilder opcodes = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      opcodes.append("cm\nf").append(i).append("\n0");
    }
    FileScan scan = Scan.of(pickle(opcodes + "cposix\nsystem\n."));
    assertThat(scan.findings()).hasSize(101);
    assertThat(scan.findings().get(0).qualifiedName()).isEqualTo("posix.system");
    assertThat(scan.findings().get(100).why()).startsWith("2901 more findings");
  }

  @Test
  void work_is_limited_for_the_file_and_the_limit_is_named() {
    Random random = new Random(7);
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      number.append((char) random.nextInt(1, 127));
    }
    String big = "\u008b" + u4(number.length()) + number;
    String opcodes = "cfractions\nFraction\nq\u00020" + big + "q\0" + big + "q\u0001";
    byte[] file =
        pickle("\u0080\u0004" + opcodes + "h\u0002h\0h\u0001\u0086R0".repeat(100_000) + "N.");
    long began = System.nanoTime();
    FileScan scan = Scan.of(file);
    assertThat(scan.verdict()).isEqualTo(Verdict.SUSPICIOUS);
    // which of them is reached first depends on the heap
    assertThat(scan.findings().toString()).containsAnyOf("(limit total)", "(limit heapBytes)");
    assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
  }

  @Test
  void starts_that_are_tried_are_work() {
    List<byte[]> parts = new ArrayList<>(List.of(pickle("N.")));
    for (int i = 0; i < 20_000; i++) {
      parts.add(pickle("\u0080\u0002"));
    }
    parts.add(new byte[] {-1});
    long began = System.nanoTime();
    assertThat(Scan.of(join(parts.toArray(new byte[0][]))).verdict()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
  }
}
