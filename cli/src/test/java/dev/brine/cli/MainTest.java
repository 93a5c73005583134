package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "info",
        "head",
        "cat",
        "stats",
        "digest",
        "diff",
        "scan",
        "dump",
        "explain",
        "convert",
        "datasets",
        "load",
        "load imdb",
        "load reuters",
        "load mnist",
        "load california_housing"
      })
  void every_command_prints_its_help_in_lines_of_80_columns(String command) {
    Brine run = Brine.run((Object[]) (command + " --help").split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: brine " + command + " ").endsWith("\n");
    assertThat(run.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void load_without_a_known_dataset_lists_those_that_there_are() {
    assertThat(Brine.run("load", "--help").out()).contains("  imdb  ").contains("  reuters  ");
    assertThat(Brine.run("load").code()).isEqualTo(2);
    assertThat(Brine.run("load").err()).contains("needs the name of a dataset: imdb, reuters,");
    assertThat(Brine.run("load", "nope").code()).isEqualTo(2);
    assertThat(Brine.run("load", "nope").err())
        .contains("there is no dataset nope; brine load knows imdb,");
  }

  @Test
  void the_help_names_every_command_and_a_wrong_one_is_an_error() {
    assertThat(Brine.run("--help").code()).isZero();
    assertThat(Brine.run("help").out()).isEqualTo(Brine.run("--help").out());
    assertThat(Brine.run().code()).isEqualTo(2);
    assertThat(Brine.run("nope").err()).contains("there is no command nope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "ls", "info", "stats", "digest"})
  void a_name_that_is_neither_a_file_nor_a_member_is_reported_with_the_members(String command) {
    Brine run = Brine.run(command, KINDS, "cube", "nope");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out() + run.err())
        .contains("nope: no such file, nor a member; the members of ")
        .contains("kinds.npz are ")
        .contains("cube, ");
  }

  @Test
  void an_array_has_no_members_to_name() throws IOException {
    Path file = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", "(1,)", new byte[4]));
    assertThat(Brine.run("head", file, "nope").err()).isEqualTo("brine: nope: no such file\n");
    assertThat(Brine.run("head", folder.resolve("none")).err())
        .isEqualTo("brine: " + folder.resolve("none") + ": no such file\n");
    assertThat(Brine.run("dump", KINDS, "nope").err())
        .contains("nope: no such file, nor a member; the members of ");
  }

  @Test
  void a_refusal_recommends_no_method_of_java_and_nothing_dangerous() throws IOException {
    Path harmless = Files.writeString(folder.resolve("a.pkl"), "cgeo\nPoint\n(I1\ntR.");
    assertThat(Brine.run("head", harmless).err())
        .startsWith("brine: " + harmless + "@")
        .contains("geo.Point")
        .contains("nothing was run; brine dump shows it without running it")
        .doesNotContain("allowRecord");
    Path dangerous = Files.writeString(folder.resolve("b.pkl"), "cposix\nsystem\n(S'id'\ntR.");
    assertThat(Brine.run("head", dangerous).err())
        .endsWith("; nothing was run\n")
        .doesNotContain("allowRecord");
  }

  @Test
  void a_safetensors_file_is_recognised_by_every_command_under_any_name() throws IOException {
    String header = "{\"x\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}  ";
    byte[] bytes = new byte[8 + header.length() + 4];
    bytes[0] = (byte) header.length();
    System.arraycopy(
        header.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 8, header.length());
    for (String name : new String[] {"a.safetensors", "a.npy", "a.pkl", "model"}) {
      Path file = Files.write(folder.resolve(name), bytes);
      JsonTree scan = Brine.run("scan", "--json", file).json().get(0);
      assertThat(scan.get("verdict").text()).as(name).isEqualTo("clean");
      assertThat(scan.get("form").text()).isEqualTo("safetensors");
      Brine explained = Brine.run("explain", file);
      assertThat(explained.code()).isZero();
      assertThat(explained.out()).contains("brine convert " + file + " ");
      assertThat(Brine.run("head", file).out()).isEqualTo("0\n");
      assertThat(Brine.run("ls", file).out()).contains("int32").contains("!x");
      assertThat(Brine.run("digest", file, "x").code()).isZero();
      Path out = folder.resolve("out.npz");
      assertThat(Brine.run("convert", file, out).code()).isZero();
      assertThat(Brine.run("head", out).out()).isEqualTo("0\n");
    }
  }

  @Test
  void a_pickle_that_begins_like_safetensors_is_still_scanned_as_a_pickle() throws IOException {
    // BINSTRING of 0x100 bytes whose beginning is also the length of a header of 0x10054 bytes
    byte[] bytes = new byte[0x10054 + 8];
    bytes[0] = 'T';
    bytes[2] = 1;
    bytes[1] = 0;
    bytes[8] = '{';
    bytes[9] = '"';
    byte[] attack =
        "0cposix\nsystem\n(S'id'\ntR.".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(attack, 0, bytes, 5 + 0x100, attack.length);
    Path file = Files.write(folder.resolve("a.safetensors"), bytes);
    assertThat(Brine.run("scan", file).out()).startsWith("dangerous");
    Brine explained = Brine.run("explain", file);
    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.out()).contains("DANGEROUS").doesNotContain("safe        yes");
  }
}
