package dev.brine.scan;

import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.pickle;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several pickles in a stream. Python's {@code pickle.load} begins each with an empty memo, but an
 * {@code Unpickler} that loads several keeps its memo.
 */
class SharedMemoTest {
  private static final String PROTOCOL = "\u0080\u0004";
  private static final String OS = "\u008c\u0002os";
  private static final String SYSTEM = "\u008c\u0006system";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // GET finds nothing in the second pickle itself
        "Vos\np0\n0Vsystem\np1\n.g0\ng1\n\u0093.",
        "Vos\np7\n.Vsystem\np8\n.g7\ng8\n\u0093)R.",
        // MEMOIZE counts on: what index 0 and 1 are depends on the reader
        PROTOCOL
            + OS
            + "\u0094"
            + SYSTEM
            + "\u0094\u0086."
            + PROTOCOL
            + "\u008c\bbuiltins\u0094\u008c\u0004list\u0094h\u0000h\u0001\u0093)R.",
        PROTOCOL
            + OS
            + "\u0094."
            + PROTOCOL
            + SYSTEM
            + "\u0094."
            + PROTOCOL
            + "\u008c\bbuiltins\u0094\u008c\u0004list\u0094h\u0000h\u0001\u0093)R.",
      })
  void are_read_with_the_memo_of_the_earlier_ones_too(String pickles) throws IOException {
    FileScan scan = Scan.of(pickle(pickles));
    assertThat(scan.verdict()).as("%s", scan).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan.findings()).anyMatch(f -> f.qualifiedName().equals("os.system"));
    assertThat(Scan.of(gzip(pickle(pickles))).verdict()).isEqualTo(Verdict.DANGEROUS);
    byte[] behind = join(Made.numbers(Made.DATA), pickle(pickles));
    assertThat(Scan.of(behind).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void long_ones_are_too() {
    String filler = "V" + "x".repeat(100_000) + "\n0";
    byte[] first = pickle(PROTOCOL + OS + "\u0094" + SYSTEM + "\u0094\u0086.");
    byte[] second =
        pickle(
            PROTOCOL
                + filler
                + "\u008c\bbuiltins\u0094\u008c\u0004list\u0094h\u0000h\u0001\u0093)R.");
    assertThat(Scan.of(join(first, second)).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  /** They are clean one by one, and the memo of another pickle makes nonsense of each. */
  @Test
  void that_were_saved_independently_stay_clean() {
    byte[] list = pickle("\u0080\u0004\u0095\u000b\0\0\0\0\0\0\0]\u0094(K\u0001h\u0000K\u0002e.");
    byte[] array =
        pickle(
            "\u0080\u0004\u008c\u0005numpy\u0094\u008c\u0005dtype\u0094\u0093\u0094"
                + "\u008c\u0002i8\u0094K\u0000K\u0001\u0087R\u0094h\u0004\u0086.");
    byte[] strings = pickle("\u0080\u0004\u008c\u0002os\u0094h\u0000\u0086.");
    assertThat(Scan.of(join(array, array, strings, array, strings)).findings()).isEmpty();
    assertThat(Scan.of(join(list, array)).verdict()).isNotEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void whose_strings_would_name_no_code_that_exists_stay_clean() {
    byte[] words = pickle(PROTOCOL + "\u008c\u0006select\u0094\u008c\u0004code\u0094\u0086\u0094.");
    byte[] array =
        pickle(
            PROTOCOL
                + "\u008c\u0005numpy\u0094\u008c\u0005dtype\u0094\u0093\u0094"
                + "\u008c\u0002i8\u0094K\u0000K\u0001\u0087R\u0094"
                + "h\u0000\u008c\u0005dtype\u0094\u0093\u0094h\u0003K\u0000K\u0001\u0087R\u0086.");
    assertThat(Scan.of(array).findings()).isEmpty();
    assertThat(Scan.of(join(words, array)).findings()).isEmpty();
    assertThat(Scan.of(join(words, words, array, array)).findings()).isEmpty();
    byte[] list = pickle(PROTOCOL + "]\u0094\u008c\u0006select\u0094a.");
    assertThat(Scan.of(join(list, list, array, array)).findings()).isEmpty();
  }
}
