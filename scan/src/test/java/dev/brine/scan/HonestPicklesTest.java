package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Pickles of Python's and NumPy's own objects, which make_honest_pickles.py wrote. */
class HonestPicklesTest {

  @Test
  void none_is_dangerous_or_malformed() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      FileScan scan = Scan.of(Base64.getDecoder().decode(line.substring(tab + 1)));
      if (scan.verdict() == Verdict.DANGEROUS || scan.verdict() == Verdict.MALFORMED) {
        wrong.add(line.substring(0, tab) + ": " + scan.findings());
      }
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(700);
    assertThat(wrong).isEmpty();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = HonestPicklesTest.class.getResourceAsStream("honest.txt.gz")) {
      byte[] text = new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
