package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.CheckedOutput;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command on a standard output that is full, or closed by a reader that has seen enough. */
final class OutputFailsTest {
  @TempDir static Path folder;

  static List<String> commands() throws IOException {
    String file = archive("a", "1,2\n3,4\n").toString();
    String other = archive("b", "1,2\n3,5\n").toString();
    String csv = folder.resolve("out.csv").toString();
    return List.of(
        "ls " + file,
        "ls --json " + file,
        "info " + file,
        "info --json " + file,
        "head " + file,
        "cat " + file,
        "cat --format csv " + file,
        "cat --format jsonl " + file,
        "stats " + file,
        "stats --json " + file,
        "digest " + file,
        "diff --json " + file + " " + other,
        "diff " + file + " " + other,
        "dump " + file,
        "dump --canonical " + file,
        "dump --ops " + file,
        "explain " + file,
        "explain --json " + file,
        "scan " + file,
        "scan --json " + file,
        "scan --sarif " + file,
        "convert " + file + " " + csv,
        "load imdb --sample",
        "load imdb --sample --json",
        "load mnist --sample --show 1",
        "datasets",
        "datasets --json",
        "--help",
        "--version",
        "ls --help");
  }

  private static Path archive(String name, String rows) throws IOException {
    Path text = Files.writeString(folder.resolve(name + ".csv"), rows);
    Path archive = folder.resolve(name + ".npz");
    assertThat(Brine.run("convert", text, archive).code()).isZero();
    return archive;
  }

  /** What the command did on an output that fails with this message from the first byte on. */
  private static Brine failing(String command, String message) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        };
    CheckedOutput output = new CheckedOutput(full);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(output, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int code = Main.run(command.split(" "), console, output, Path.of("no link"));
    return new Brine(code, "", err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_full_device_is_reported_and_ends_the_command_with_2(String command) {
    Brine run = failing(command, "No space left on device");
    assertThat(run.err()).isEqualTo("brine: standard output: No space left on device\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_closed_pipe_is_not_reported_and_changes_no_exit_code(String command) {
    Brine run = failing(command, "Broken pipe");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(Brine.run((Object[]) command.split(" ")).code());
  }

  private static ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_process_says_that_the_device_is_full() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Process process =
        process("cat", archive("c", "1,2\n").toString()).redirectOutput(full.toFile()).start();
    assertThat(text(process.getErrorStream()))
        .isEqualTo("brine: standard output: No space left on device\n");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void a_process_ends_quietly_when_its_reader_has_seen_enough() throws Exception {
    Path large = folder.resolve("large.csv");
    Files.writeString(large, "1,2,3\n".repeat(200_000));
    Path array = folder.resolve("large.npy");
    assertThat(Brine.run("convert", large, array).code()).isZero();
    Process process = process("cat", array.toString()).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("1  2  3");
    }
    assertThat(text(process.getErrorStream())).isEmpty();
    assertThat(process.waitFor()).isZero();
  }
}
