package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
  void a_file_that_is_named_is_never_skipped() throws IOException {
    Brine run = Brine.run("scan", file("README.md", "# Nothing\n"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith("malformed   ");
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
