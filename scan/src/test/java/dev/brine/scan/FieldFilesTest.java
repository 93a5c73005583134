package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brine.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The files of the folder {@code field/scan} below the system property {@code brine.testdata}, by
 * default {@code ../shared}; its manifest lists the verdicts that each file may get. The property
 * {@code brine.field} limits the test to the files whose names match a pattern, and {@code
 * brine.field.show} prints the findings of the files that fail.
 */
class FieldFilesTest {
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\{\\s*\"file\":\\s*\"([^\"]*)\",\\s*\"want\":\\s*\\[([^\\]]*)\\],\\s*\"why\":\\s*"
              + "\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\}");
  private static final Duration BOUND = Duration.ofSeconds(20);

  record Entry(String file, Set<String> want, String why) {}

  @Test
  void every_file_has_a_verdict_that_its_manifest_allows() throws IOException {
    Path folder = TestData.path("field/scan");
    Path manifest = folder.resolve("manifest.json");
    assumeTrue(Files.exists(manifest), "no " + manifest);
    Pattern chosen = Pattern.compile(System.getProperty("brine.field", ".*"));
    List<String> wrong = new ArrayList<>();
    for (Entry entry : entries(Files.readString(manifest))) {
      if (!chosen.matcher(entry.file()).find()) {
        continue;
      }
      String fault = fault(entry, folder.resolve(entry.file()));
      if (!fault.isEmpty()) {
        wrong.add(entry.file() + ": " + fault + ", not " + entry.want() + ": " + entry.why());
      }
    }
    wrong.forEach(System.out::println);
    assertThat(wrong).isEmpty();
  }

  /** How the scan of a file goes wrong, or an empty string. */
  private static String fault(Entry entry, Path file) {
    FileScan scan;
    try {
      scan = assertTimeoutPreemptively(BOUND, () -> Scan.of(file, options -> options));
    } catch (Throwable e) { // also an IOException of the scan
      return String.valueOf(e);
    }
    String verdict = scan.verdict().name().toLowerCase(Locale.ROOT);
    boolean isSkipped = scan.form() == Form.OTHER && entry.want().contains("skipped");
    if (entry.want().contains(verdict) || isSkipped) {
      return "";
    }
    String findings = scan.findings().stream().limit(20).map(f -> "\n    " + f).toList().toString();
    return verdict + (Boolean.getBoolean("brine.field.show") ? findings : "");
  }

  private static List<Entry> entries(String json) {
    List<Entry> entries = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(json);
    while (matcher.find()) {
      Set<String> want = new TreeSet<>();
      for (String word : matcher.group(2).split("[\\s\",]+", -1)) {
        if (!word.isEmpty()) {
          want.add(word);
        }
      }
      entries.add(new Entry(matcher.group(1), want, matcher.group(3)));
    }
    assertThat(entries).hasSizeGreaterThan(100);
    return entries;
  }
}
