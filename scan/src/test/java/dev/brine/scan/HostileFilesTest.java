package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The hostile and tricky files of the resources, each with the verdict its manifest demands; all in
 * one JVM of 256 MiB and small stacks.
 */
class HostileFilesTest {
  private static final String FOLDER = "hostile/";

  /** A file, its verdict, and another outcome that is as good: that it can be decoded. */
  record Case(String file, String verdict, String alsoAccept, String why) {
    @Override
    public String toString() {
      return file;
    }
  }

  static final List<Case> CASES = cases();

  private static List<Case> cases() {
    return new String(bytes("manifest.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(c -> new Case(c[0], c[1], c[2], c[3]))
        .toList();
  }

  private static byte[] bytes(String file) {
    try (InputStream in = HostileFilesTest.class.getResourceAsStream(FOLDER + file)) {
      InputStream stored = Objects.requireNonNull(in, file);
      return file.endsWith(".gz")
          ? new GZIPInputStream(stored).readAllBytes()
          : stored.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void has_its_verdict(Case hostile) {
    FileScan scan = Scan.of(bytes(hostile.file()), hostile.file(), options -> options);
    if (hostile.alsoAccept().contains("ok") && scan.isClean()) {
      return;
    }
    assertThat(scan.verdict().name().toLowerCase(Locale.ROOT))
        .as(hostile.why() + ": " + scan.findings())
        .isEqualTo(hostile.verdict());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void its_findings_say_why(Case hostile) {
    FileScan scan = Scan.of(bytes(hostile.file()), hostile.file(), options -> options);
    Verdict highest = Verdict.CLEAN;
    for (Finding finding : scan.findings()) {
      assertThat(finding.why()).isNotBlank();
      assertThat(finding.offset()).isGreaterThanOrEqualTo(-1);
      highest = highest.or(finding.verdict());
    }
    assertThat(highest).isEqualTo(scan.verdict());
  }

  /** Brought through a pipe, or under another name, a file is the same file. */
  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void a_name_does_not_change_the_verdict(Case hostile) {
    byte[] bytes = bytes(hostile.file());
    FileScan named = Scan.of(bytes, hostile.file(), options -> options);
    assertThat(Scan.of(bytes).verdict()).isEqualTo(named.verdict());
    assertThat(Scan.of(bytes, "README.md", options -> options).verdict())
        .isEqualTo(named.verdict());
  }
}
