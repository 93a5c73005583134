package dev.brine.scan;

import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.u4;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Whether there is anything but data in a pickle, or behind or inside one. */
class PicklesTest {
  private static final String PAYLOAD = "cposix\nsystem\n(S'id'\ntR.";

  /** What is odd, a pickle, its verdict, words of a reason. */
  static final List<Arguments> FOUND =
      List.of(
          Arguments.of("plain data", "](K\u0001S'a'\ne.", Verdict.CLEAN, ""),
          Arguments.of("dates", "cdatetime\ntimedelta\nK\u0001\u0085R.", Verdict.CLEAN, ""),
          Arguments.of(
              "a class of a project", "cm\nC\n)\u0081.", Verdict.SUSPICIOUS, "known data type"),
          Arguments.of("a name only", "cos\nsystem\n0N.", Verdict.DANGEROUS, "runs commands"),
          Arguments.of("INST then POP", "(S'id'\nios\nsystem\n0N.", Verdict.DANGEROUS, "commands"),
          Arguments.of("Python 2", "ccommands\ngetoutput\n.", Verdict.DANGEROUS, "runs commands"),
          Arguments.of("an exception", "cbuiltins\nValueError\n)R.", Verdict.CLEAN, ""),
          Arguments.of("a NumPy function", "cnumpy\nload\n.", Verdict.DANGEROUS, "NumPy"),
          Arguments.of(
              "an enum's member",
              "cbuiltins\ngetattr\ncm\nE\nVRED\n\u0086R.",
              Verdict.SUSPICIOUS,
              ""),
          Arguments.of(
              "a dunder walk",
              "cbuiltins\ngetattr\ncm\nE\nV__class__\n\u0086R.",
              Verdict.DANGEROUS,
              "known data type"),
          Arguments.of(
              "a walk through a result",
              "cbuiltins\ngetattr\ncbuiltins\nset\n)RVadd\n\u0086R.",
              Verdict.DANGEROUS,
              ""),
          Arguments.of("BUILD of a class", "cbuiltins\nset\n}b.", Verdict.DANGEROUS, "BUILD on"),
          Arguments.of("an extension code", "\u0082\u0001.", Verdict.SUSPICIOUS, "registry"),
          Arguments.of(
              "an extension code and more",
              "\u0082\u00010" + PAYLOAD,
              Verdict.DANGEROUS,
              "commands"),
          Arguments.of("a persistent id", "P1\n.", Verdict.SUSPICIOUS, "outside the pickle"),
          Arguments.of("a buffer", "\u0097.", Verdict.SUSPICIOUS, "none was supplied"),
          Arguments.of("a pickle behind", "N." + PAYLOAD, Verdict.DANGEROUS, "runs commands"),
          Arguments.of("harmless behind", "N.N.N.", Verdict.CLEAN, ""),
          Arguments.of(
              "a pickle behind, in its frame",
              "\u0080\u0004" + Made.frame("N." + PAYLOAD),
              Verdict.DANGEROUS,
              "commands"),
          Arguments.of(
              "harmless behind, in its frame",
              "\u0080\u0004" + Made.frame("N.N."),
              Verdict.SUSPICIOUS,
              "after the STOP"),
          Arguments.of("junk behind", "N.\n\n\n", Verdict.SUSPICIOUS, "are not a pickle"),
          Arguments.of("junk and a pickle", "N.\0\0\0" + PAYLOAD, Verdict.DANGEROUS, "commands"),
          Arguments.of(
              "a pickle in bytes",
              "B" + u4(PAYLOAD.length()) + PAYLOAD + ".",
              Verdict.DANGEROUS,
              "runs commands"),
          Arguments.of("what only looks so", "C\u0005\u0080\u0004abc.", Verdict.CLEAN, ""),
          // Python sets an item of a list here, and goes on to what follows.
          Arguments.of("behind a refusal", "]NaK\u0000Ns" + PAYLOAD, Verdict.DANGEROUS, "commands"),
          Arguments.of(
              "a later protocol behind a refusal",
              "]NaK\u0000Ns\u008c\u0005posix\u0094\u008c\u0006system\u0093.",
              Verdict.DANGEROUS,
              "commands"),
          Arguments.of("cut off", "](K\u0001", Verdict.MALFORMED, "ends before its STOP"),
          Arguments.of("nothing", "", Verdict.MALFORMED, "the file is empty"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("FOUND")
  void finds(String what, String opcodes, Verdict verdict, String words) {
    FileScan report = Scan.of(pickle(opcodes));
    assertThat(report.verdict()).as(what + " " + report.findings()).isEqualTo(verdict);
    assertThat(report.findings().toString()).contains(words);
  }

  @Test
  void a_finding_says_what_and_where() {
    Finding finding = Scan.of(pickle("N0cos\nsystem\n.")).findings().get(0);
    assertThat(finding)
        .isEqualTo(
            new Finding(Verdict.DANGEROUS, "", "os", "system", "GLOBAL", 2, 0, finding.why()));
  }

  @Test
  void pickles_in_bytes_are_scanned_four_deep() {
    String nested = PAYLOAD;
    for (int depth = 1; depth <= 5; depth++) {
      nested = "\u0080\u0003B" + u4(nested.length()) + nested + ".";
      Verdict expected = depth <= 4 ? Verdict.DANGEROUS : Verdict.SUSPICIOUS;
      assertThat(Scan.of(pickle(nested)).verdict()).as("depth %d", depth).isEqualTo(expected);
    }
  }

  @Test
  void what_was_seen_is_never_taken_back() {
    assertThat(Scan.of(pickle("cos\nsystem\n\u00ff")).verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(Scan.of(pickle("cm\nC\n\u00ff")).verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }

  @Test
  void rubbish_without_end_takes_no_time_without_end() {
    String starts = "\u0080\u0004\u008c\u0001a".repeat(200_000);
    assertThat(Scan.of(pickle("N." + starts)).verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }
}
