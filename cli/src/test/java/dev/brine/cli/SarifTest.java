package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schema of SARIF 2.1.0 requires of a log, and code-scanning services of a result. */
class SarifTest {
  private static final String PAYLOAD = "cposix\nsystem\n(S'id'\ntR.";

  @TempDir Path folder;
  private JsonTree log = new JsonTree(null);
  private JsonTree run = new JsonTree(null);

  @BeforeEach
  void scan() throws IOException {
    Files.writeString(folder.resolve("evil one.pkl"), PAYLOAD, StandardCharsets.ISO_8859_1);
    Files.writeString(folder.resolve("model.pkl"), "cmodels\nNet\n.", StandardCharsets.US_ASCII);
    Files.writeString(folder.resolve("page.npy"), "<html>");
    Files.writeString(folder.resolve("clean.pkl"), "N.");
    Files.write(folder.resolve("a.npz"), zip());
    Brine brine = Brine.run("scan", "--sarif", folder, folder.resolve("missing.pkl"));
    assertThat(brine.code()).isEqualTo(1);
    log = JsonTree.parse(brine.out());
    run = log.get("runs").items().get(0);
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("inner.npz!b"));
      zip.write(PAYLOAD.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  private List<JsonTree> results() {
    return run.get("results").items();
  }

  private JsonTree resultOf(String file) {
    return results().stream()
        .filter(result -> uri(result).endsWith(file))
        .findFirst()
        .orElseThrow();
  }

  private static JsonTree location(JsonTree result) {
    return result.get("locations").items().get(0);
  }

  private static String uri(JsonTree result) {
    return location(result).get("physicalLocation").get("artifactLocation").get("uri").text();
  }

  @Test
  void a_log_has_its_version_its_schema_and_one_run() {
    assertThat(log.names()).containsExactly("$schema", "version", "runs");
    assertThat(log.get("version").text()).isEqualTo("2.1.0");
    assertThat(log.get("$schema").text()).endsWith("sarif-schema-2.1.0.json");
    assertThat(log.get("runs").items()).hasSize(1);
  }

  @Test
  void the_tool_says_who_it_is_and_what_its_rules_mean() {
    JsonTree driver = run.get("tool").get("driver");
    assertThat(driver.get("name").text()).isEqualTo("brine scan");
    List<String> ids = new ArrayList<>();
    for (JsonTree rule : driver.get("rules").items()) {
      ids.add(rule.get("id").text());
      assertThat(rule.get("shortDescription").get("text").text()).isNotBlank();
      assertThat(rule.get("fullDescription").get("text").text()).isNotBlank();
      assertThat(rule.get("help").get("text").text()).isNotBlank();
      assertThat(rule.get("defaultConfiguration").get("level").text())
          .isIn("none", "note", "warning", "error");
      assertThat(rule.get("properties").get("security-severity").number()).isBetween(0.0, 10.0);
    }
    assertThat(ids).containsExactly("dangerous", "suspicious", "malformed", "allowed");
  }

  @Test
  void every_result_has_a_rule_a_level_a_message_and_a_place() {
    List<JsonTree> rules = run.get("tool").get("driver").get("rules").items();
    assertThat(results()).isNotEmpty();
    for (JsonTree result : results()) {
      JsonTree rule = rules.get(Integer.parseInt(result.get("ruleIndex").text()));
      assertThat(result.get("ruleId").text()).isEqualTo(rule.get("id").text());
      assertThat(result.get("level").text())
          .isEqualTo(rule.get("defaultConfiguration").get("level").text());
      assertThat(result.get("message").get("text").text()).isNotBlank();
      assertThat(URI.create(uri(result))).isNotNull();
      assertThat(result.get("partialFingerprints").names()).containsExactly("finding/v1");
    }
  }

  @Test
  void a_place_in_the_file_is_a_region_of_bytes() {
    JsonTree result = resultOf("/evil%20one.pkl");
    assertThat(result.get("level").text()).isEqualTo("error");
    assertThat(result.get("message").get("text").text())
        .startsWith("posix.system, used by GLOBAL at byte 0: ");
    JsonTree region = location(result).get("physicalLocation").get("region");
    assertThat(region.names()).containsExactly("byteOffset", "byteLength");
    assertThat(region.get("byteOffset").text()).isEqualTo("0");
    assertThat(location(result).has("logicalLocations")).isFalse();
  }

  @Test
  void a_place_in_a_member_is_a_logical_location() {
    JsonTree result = resultOf("/a.npz");
    assertThat(location(result).get("physicalLocation").has("region")).isFalse();
    JsonTree member = location(result).get("logicalLocations").items().get(0);
    assertThat(member.get("fullyQualifiedName").text()).isEqualTo("inner.npz!b");
    assertThat(member.get("kind").text()).isEqualTo("member");
    assertThat(result.get("properties").get("offset").text()).isEqualTo("0");
  }

  @Test
  void verdicts_are_levels_and_clean_files_are_not_told_of() {
    assertThat(resultOf("/model.pkl").get("level").text()).isEqualTo("warning");
    assertThat(resultOf("/page.npy").get("level").text()).isEqualTo("note");
    assertThat(results()).noneMatch(result -> uri(result).endsWith("/clean.pkl"));
  }

  @Test
  void a_file_that_cannot_be_read_is_a_notification() {
    JsonTree invocation = run.get("invocations").items().get(0);
    assertThat(invocation.get("executionSuccessful").value()).isEqualTo(false);
    JsonTree told = invocation.get("toolExecutionNotifications").items().get(0);
    assertThat(told.get("level").text()).isEqualTo("error");
    assertThat(told.get("message").get("text").text()).endsWith("no such file");
  }

  @Test
  void a_relative_path_stays_one() {
    Brine brine = Brine.run("scan", "--sarif", "no:such/file.pkl");
    JsonTree invocation =
        JsonTree.parse(brine.out()).get("runs").items().get(0).get("invocations").items().get(0);
    JsonTree told = invocation.get("toolExecutionNotifications").items().get(0);
    assertThat(uri(told)).isEqualTo("./no:such/file.pkl");
  }
}
