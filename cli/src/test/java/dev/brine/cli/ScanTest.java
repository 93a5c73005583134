package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
  private static final Path REAL = TestData.path("data/imdb.npz");

  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    return Files.write(path, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Path clean() throws IOException {
    return file("clean.pkl", "](K\u0001K\u0002e.");
  }

  private Path dangerous() throws IOException {
    return file("evil.pkl", "cposix\nsystem\n(S'id'\ntR.");
  }

  private Path suspicious() throws IOException {
    return file("model.pkl", "cmodels\nNet\n)\u0081.");
  }

  @Test
  void a_clean_file_is_one_line_and_one_of_all() throws IOException {
    Path path = clean();
    Brine run = Brine.run("scan", path);
    assertThat(run.code()).isZero();
    assertThat(run.lines()).containsExactly("clean       " + path, "1 file: 1 clean");
  }

  @Test
  void a_finding_says_what_is_asked_for_where_and_why() throws IOException {
    Brine run = Brine.run("scan", dangerous());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("dangerous   ")
        .contains("\n  posix.system  GLOBAL at 0, REDUCE at 22\n")
        .contains("      dangerous: ")
        .contains("it runs commands\n")
        .endsWith("1 file: 1 dangerous\n");
    assertThat(run.lines().subList(1, run.lines().size())).allMatch(line -> line.length() <= 80);
  }

  @Test
  void what_was_found_outranks_what_could_not_be_read() throws IOException {
    Path broken = file("broken.npy", "<html>");
    assertThat(Brine.run("scan", broken).code()).isEqualTo(2);
    assertThat(Brine.run("scan", broken, suspicious()).code()).isEqualTo(1);
    assertThat(Brine.run("scan", clean(), folder.resolve("missing.pkl")).code()).isEqualTo(2);
    assertThat(Brine.run("scan", suspicious(), folder.resolve("missing.pkl")).code()).isEqualTo(1);
  }

  @Test
  void a_file_that_is_not_there_keeps_no_other_from_being_scanned() throws IOException {
    Brine run = Brine.run("scan", folder.resolve("missing.pkl"), clean());
    assertThat(run.out())
        .contains("unreadable  " + folder.resolve("missing.pkl") + ": no such file\n")
        .contains("clean       ")
        .endsWith("2 files: 1 clean, 1 unreadable\n");
  }

  @Test
  void every_file_of_a_directory_is_looked_at_by_its_bytes() throws IOException {
    clean();
    file("README.md", "# Nothing\n\nclass\nnone\n");
    file("deep/er/data.txt", "cposix\nsystem\n(S'id'\ntR.");
    file("deep/page.npz", "<html>");
    Brine run = Brine.run("scan", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("dangerous   " + folder.resolve("deep/er/data.txt"))
        .contains("malformed   " + folder.resolve("deep/page.npz"))
        .doesNotContain("README.md")
        .endsWith(
            "3 files: 1 clean, 1 malformed, 1 dangerous; 1 other skipped: neither array nor pickle\n");
  }

  @Test
  void a_named_file_that_is_something_else_is_called_what_it_is() throws IOException {
    Path notes = file("requirements.txt", "certifi\nurllib3\n");
    Path weights = file("weights.h5", "\u0089HDF\r\n\u001a\n\0");
    Brine run = Brine.run("scan", notes, weights, file("__init__.py", ""), clean());
    assertThat(run.code()).isZero();
    assertThat(run.lines())
        .startsWith(
            "skipped     " + notes,
            "  text, neither an array nor a pickle",
            "skipped     " + weights,
            "  hdf5, neither an array nor a pickle")
        .endsWith("1 file: 1 clean; 3 others skipped: neither array nor pickle");
    List<JsonTree> files = Brine.run("scan", "--json", notes).json();
    assertThat(files.get(0).get("verdict").text()).isEqualTo("skipped");
    assertThat(files.get(0).get("form").text()).isEqualTo("text");
    assertThat(files.get(0).get("findings").items()).isEmpty();
  }

  @Test
  void a_named_file_of_unknown_bytes_is_malformed() throws IOException {
    Brine run = Brine.run("scan", file("noise", "\u0001\u0002\u0003"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith("malformed   ");
  }

  @Test
  void nothing_on_standard_input_is_not_clean() {
    Brine run = Brine.run(new byte[0], "scan", "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith("unreadable  standard input is empty");
  }

  @Test
  void only_the_verdicts_that_are_asked_for_fail() throws IOException {
    Path suspicious = suspicious();
    Path broken = file("broken.npy", "<html>");
    for (String verdict : List.of("suspicious", "dangerous")) {
      assertThat(Brine.run("scan", "--fail-on", verdict, clean()).code()).isZero();
      assertThat(Brine.run("scan", "--fail-on", verdict, dangerous()).code()).isEqualTo(1);
      assertThat(Brine.run("scan", "--fail-on", verdict, broken).code()).isEqualTo(2);
    }
    assertThat(Brine.run("scan", "--fail-on=suspicious", suspicious).code()).isEqualTo(1);
    Brine run = Brine.run("scan", suspicious, "--fail-on=dangerous");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("suspicious  ").endsWith("1 file: 1 suspicious\n");
    assertThat(Brine.run("scan", "--fail-on=dangerous", suspicious, broken).code()).isEqualTo(2);
    assertThat(Brine.run("scan", "--fail-on", "clean", suspicious).err())
        .contains("--fail-on must be dangerous or suspicious but was clean");
  }

  @Test
  void names_that_are_allowed_are_known_and_listed() throws IOException {
    Path allow = file("models.allow", "models Net   # ours\nmodels Unused\n");
    Brine run = Brine.run("scan", "--allow", allow, suspicious(), clean());
    assertThat(run.code()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "clean       " + folder.resolve("model.pkl"),
            "clean       " + folder.resolve("clean.pkl"),
            "allowed     1 name is known only by " + allow,
            "  models Net  in 1 file",
            "2 files: 2 clean");
    assertThat(Brine.run("scan", "--allow", allow, dangerous()).code()).isEqualTo(1);
    JsonTree json = Brine.run("scan", "--json", "--allow", allow, suspicious()).json().get(0);
    assertThat(json.get("verdict").text()).isEqualTo("clean");
    assertThat(json.get("allowed").items())
        .extracting(JsonTree::text)
        .containsExactly("models Net");
    assertThat(json.get("findings").items()).isEmpty();
  }

  /** Models that make_estimators.py saved, by pickle and by joblib. */
  @Test
  void a_repository_of_models_passes_with_a_list_of_their_classes() throws Exception {
    Path models = Files.createDirectory(folder.resolve("models"));
    int count = 0;
    try (ZipInputStream zip =
        new ZipInputStream(
            Objects.requireNonNull(ScanTest.class.getResourceAsStream("/scan/estimators.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.write(models.resolve(entry.getName()), zip.readAllBytes());
        count++;
      }
    }
    assertThat(count).isGreaterThanOrEqualTo(40);
    Path allow =
        Path.of(Objects.requireNonNull(ScanTest.class.getResource("/scan/sklearn.allow")).toURI());
    assertThat(Brine.run("scan", models).code()).isEqualTo(1);
    assertThat(Brine.run("scan", "--fail-on", "dangerous", models).code()).isZero();
    Brine run = Brine.run("scan", "--allow", allow, models);
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .doesNotContain("suspicious")
        .contains("sklearn.pipeline Pipeline  in 2 files")
        .contains(count + " files: " + count + " clean");
    // one class more, and the build fails
    Files.write(models.resolve("new.pkl"), "cmodels\nNet\n.".getBytes(StandardCharsets.US_ASCII));
    assertThat(Brine.run("scan", "--allow", allow, models).code()).isEqualTo(1);
  }

  @Test
  void sarif_lists_allowed_names_without_a_warning() throws IOException {
    Path allow = file("models.allow", "models Net\n");
    JsonTree log =
        JsonTree.parse(Brine.run("scan", "--sarif", "--allow", allow, suspicious()).out());
    List<JsonTree> results = log.get("runs").items().get(0).get("results").items();
    assertThat(results).hasSize(1);
    assertThat(results.get(0).get("ruleId").text()).isEqualTo("allowed");
    assertThat(results.get(0).get("kind").text()).isEqualTo("informational");
    assertThat(results.get(0).get("level").text()).isEqualTo("none");
    assertThat(results.get(0).get("message").get("text").text())
        .isEqualTo("models.Net: known only because " + allow + " allows it");
  }

  @Test
  void an_allow_file_that_allows_code_or_is_malformed_is_refused() throws IOException {
    Path code = file("code.allow", "models Net\nos system\n");
    Brine run = Brine.run("scan", "--allow", code, clean());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            code + ": line 2: 'os system' runs code or leads to code, which cannot be allowed");
    Brine dotted = Brine.run("scan", "--sarif", "--allow", file("a.allow", "models.Net"), clean());
    assertThat(dotted.code()).isEqualTo(2);
    assertThat(dotted.err()).contains("line 1: 'models.Net'").contains("such as 'models Net'");
    assertThat(Brine.run("scan", "--allow", folder.resolve("no"), clean()).code()).isEqualTo(2);
  }

  @Test
  void links_are_followed_and_circles_are_not() throws IOException {
    Path evil = dangerous();
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.createSymbolicLink(inner.resolve("up"), folder);
    Files.createSymbolicLink(inner.resolve("linked.pkl"), evil);
    Files.createSymbolicLink(inner.resolve("nowhere.pkl"), folder.resolve("gone"));
    Brine run = Brine.run("scan", inner);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("dangerous   " + inner.resolve("linked.pkl"));
  }

  @Test
  void standard_input_is_a_file() {
    Brine run = Brine.run("cos\nsystem\n.".getBytes(StandardCharsets.US_ASCII), "scan", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).startsWith("dangerous   <stdin>\n  os.system  GLOBAL at 0\n");
  }

  @Test
  void an_empty_directory_is_clean() {
    Brine run = Brine.run("scan", folder);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("0 files\n");
  }

  @Test
  void names_from_a_file_cannot_speak_to_the_terminal() throws IOException {
    Brine run = Brine.run("scan", file("a.pkl", "cmodels\u001b[2J\nNet\n."));
    assertThat(run.out()).doesNotContain("\u001b").contains("models\\u001b[2J.Net");
  }

  @Test
  void json_has_one_object_a_file() throws IOException {
    Path evil = dangerous();
    List<JsonTree> files = Brine.run("scan", "--json", clean(), evil, folder.resolve("no")).json();
    assertThat(files).hasSize(3);
    assertThat(files.get(0).get("verdict").text()).isEqualTo("clean");
    assertThat(files.get(0).get("findings").items()).isEmpty();
    JsonTree second = files.get(1);
    assertThat(second.get("file").text()).isEqualTo(evil.toString());
    assertThat(second.get("verdict").text()).isEqualTo("dangerous");
    assertThat(second.get("form").text()).isEqualTo("pickle");
    JsonTree finding = second.get("findings").items().get(0);
    assertThat(finding.names())
        .containsExactly(
            "verdict", "member", "module", "name", "opcode", "offset", "nesting", "why");
    assertThat(finding.get("member").value()).isNull();
    assertThat(finding.get("module").text()).isEqualTo("posix");
    assertThat(finding.get("name").text()).isEqualTo("system");
    assertThat(finding.get("opcode").text()).isEqualTo("GLOBAL");
    assertThat(finding.get("offset").text()).isEqualTo("0");
    assertThat(finding.get("why").text()).contains("runs commands");
    assertThat(files.get(2).get("error").text()).endsWith("no such file");
  }

  @Test
  void json_tells_of_skipped_files_too() throws IOException {
    file("notes.txt", "# Nothing\n");
    List<JsonTree> files = Brine.run("scan", "--json", folder).json();
    assertThat(files).hasSize(1);
    assertThat(files.get(0).get("verdict").text()).isEqualTo("skipped");
  }

  @Test
  void a_path_is_needed_and_one_form_of_output() throws IOException {
    assertThat(Brine.run("scan").err()).contains("brine scan needs a PATH");
    Brine run = Brine.run("scan", "--json", "--sarif", clean());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("not both");
  }

  @Test
  void the_real_file_is_clean() {
    Assumptions.assumeTrue(Files.exists(REAL), "no " + REAL);
    assertThat(Brine.run("scan", REAL).out()).endsWith("1 file: 1 clean\n");
  }
}
