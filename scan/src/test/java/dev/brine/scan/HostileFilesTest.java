package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.testing.HostileFile;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The hostile and tricky files, each with the verdict that its manifest demands; all in one JVM of
 * 256 MiB and small stacks.
 */
class HostileFilesTest {
  static final List<HostileFile> CASES = HostileFile.all();

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void has_its_verdict(HostileFile hostile) {
    FileScan scan = Scan.of(hostile.bytes(), hostile.file(), options -> options);
    if (hostile.alsoAccept().contains("ok") && scan.isClean()) {
      return;
    }
    assertThat(scan.verdict().name().toLowerCase(Locale.ROOT))
        .as(hostile.why() + ": " + scan.findings())
        .isEqualTo(hostile.verdict());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void its_findings_say_why(HostileFile hostile) {
    FileScan scan = Scan.of(hostile.bytes(), hostile.file(), options -> options);
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
  void a_name_does_not_change_the_verdict(HostileFile hostile) {
    byte[] bytes = hostile.bytes();
    FileScan named = Scan.of(bytes, hostile.file(), options -> options);
    assertThat(Scan.of(bytes).verdict()).isEqualTo(named.verdict());
    assertThat(Scan.of(bytes, "README.md", options -> options).verdict())
        .isEqualTo(named.verdict());
  }
}
