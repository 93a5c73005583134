package dev.brine.scan;

import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.numbers;
import static dev.brine.scan.Made.objects;
import static dev.brine.scan.Made.stored;
import static dev.brine.scan.Made.tar;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever happens to bytes, a scan ends with a verdict. */
class DamageTest {
  private static final int TIMES = 3_000;

  static final List<byte[]> FILES =
      List.of(
          PAYLOAD,
          objects("()", PAYLOAD),
          join(numbers(new byte[10]), objects("()", PAYLOAD), gzip(PAYLOAD)),
          zip(entry("a.npy", numbers(PAYLOAD)), entry("b.zip", zip(entry("c", PAYLOAD)))),
          stored("a.npy", objects("()", PAYLOAD)),
          tar(entry("a.pkl", PAYLOAD), entry("b.npz", zip(entry("c", PAYLOAD)))),
          gzip(tar(entry("a.pkl", PAYLOAD))),
          Made.inBytes(zip(entry("a", PAYLOAD))));

  @ParameterizedTest
  @FieldSource("FILES")
  void of_a_file_with_changed_bytes(byte[] file) {
    for (int seed = 0; seed < TIMES; seed++) {
      Random random = new Random(seed);
      byte[] changed = file.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      FileScan scan = Scan.of(changed, null, o -> o.withThreads(1));
      assertThat(scan.verdict() == Verdict.CLEAN)
          .as("seed %d", seed)
          .isEqualTo(scan.findings().isEmpty());
    }
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void of_a_file_that_is_cut_anywhere(byte[] file) {
    for (int length = 0; length < file.length; length++) {
      FileScan scan = Scan.of(Arrays.copyOf(file, length), null, o -> o.withThreads(1));
      assertThat(scan.verdict() == Verdict.CLEAN)
          .as("length %d", length)
          .isEqualTo(scan.findings().isEmpty());
    }
  }

  /** A stored payload stays one, whatever else is cut. */
  @ParameterizedTest
  @FieldSource("FILES")
  void of_a_file_with_junk_around_it(byte[] file) {
    byte[] junk = new byte[100];
    new Random(1).nextBytes(junk);
    assertThat(Scan.of(join(file, junk)).verdict()).isEqualTo(Verdict.DANGEROUS);
  }
}
