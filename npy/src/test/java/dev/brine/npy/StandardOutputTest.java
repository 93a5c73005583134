package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.npy.array.NdArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved to {@code /dev/stdout}. */
class StandardOutputTest {
  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

  @TempDir Path folder;

  /** Saves one array to standard output by its name. */
  public static final class Saver {
    private Saver() {}

    /** Takes nothing. */
    public static void main(String[] arguments) throws IOException {
      Npy.save(STANDARD_OUTPUT, NdArray.of(new long[] {1, 2, 3}));
    }
  }

  private static ProcessBuilder saver() {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Saver.class.getName());
  }

  @BeforeEach
  void needs_a_standard_output_with_a_name() {
    assumeThat(STANDARD_OUTPUT).exists();
  }

  @Test
  void a_pipe_gets_the_array() throws Exception {
    Process process = saver().redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] bytes = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(Npy.load(new ByteArrayInputStream(bytes)).toLongArray()).containsExactly(1, 2, 3);
  }

  @Test
  void a_file_that_was_written_to_before_keeps_what_it_has() throws Exception {
    Path file = Files.writeString(folder.resolve("out"), "HEAD\n");
    Process process =
        saver().redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile())).start();
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isNotZero();
    assertThat(error).contains("/dev/stdout: is a file that is open already");
    assertThat(file).hasContent("HEAD\n");
    assertThat(folder.toFile().list()).containsExactly("out");
  }
}
