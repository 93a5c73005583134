package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.scan.ScanOptions.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the tests of other scanners describe, which make_scanner_samples.py made anew. */
class ScannerSamplesTest {
  private static final String RESOURCE = "scanner-samples.txt";

  /** One line of the resource. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(String scanner, String name, String want, byte[] file) {
    static Sample of(String line) {
      String[] fields = line.split("\t", -1);
      return new Sample(fields[0], fields[1], fields[2], Base64.getDecoder().decode(fields[3]));
    }

    boolean allows(Verdict verdict) {
      return switch (want) {
        case "dangerous" -> verdict == Verdict.DANGEROUS;
        case "suspicious" -> verdict.compareTo(Verdict.SUSPICIOUS) >= 0;
        default -> verdict != Verdict.DANGEROUS;
      };
    }
  }

  @Test
  void each_scanner_is_represented() throws IOException {
    var counts =
        samples().stream().collect(Collectors.groupingBy(Sample::scanner, Collectors.counting()));
    assertThat(counts.get("picklescan")).isGreaterThanOrEqualTo(90);
    assertThat(counts.get("fickling")).isGreaterThanOrEqualTo(60);
    assertThat(counts.get("modelscan")).isGreaterThanOrEqualTo(25);
    assertThat(counts.get("modelaudit")).isGreaterThanOrEqualTo(38);
  }

  @Test
  void what_runs_code_is_dangerous_and_what_does_not_is_not() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Sample sample : samples()) {
      for (String name : new String[] {"model.pkl", "README"}) {
        FileScan scan =
            Scan.of(
                sample.file(),
                name,
                o -> o.withClaim(name.endsWith(".pkl") ? Claim.LOADED : Claim.FOUND));
        if (!sample.allows(scan.verdict())) {
          wrong.add(sample.scanner() + ": " + sample.name() + ": " + scan.findings());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Sample> samples() throws IOException {
    try (InputStream in = ScannerSamplesTest.class.getResourceAsStream(RESOURCE)) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      return new String(text, StandardCharsets.US_ASCII).lines().map(Sample::of).toList();
    }
  }
}
