package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of 5 GiB in JVMs with little memory. */
class LargeFilesTest {

  @TempDir Path folder;

  private static String run(String heap, String what, Path file)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                LargeMain.class.getName(),
                what,
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return output;
  }

  @Test
  void a_file_is_mapped_sliced_and_read_in_parts_with_64_MiB() throws Exception {
    Path file = folder.resolve("a.npy");
    LargeFiles.npy(file);
    assertThat(run("-Xmx64m", "npy", file)).isEqualTo("fine");
  }

  @Test
  void a_stored_member_is_listed_mapped_and_sliced_with_64_MiB() throws Exception {
    Path file = folder.resolve("a.npz");
    LargeFiles.stored(file);
    assertThat(run("-Xmx64m", "stored", file)).isEqualTo("fine");
  }

  @Test
  void rows_of_a_deflated_member_are_streamed_with_128_MiB() throws Exception {
    Path file = folder.resolve("a.npz");
    LargeFiles.deflated(file);
    assertThat(run("-Xmx128m", "deflated", file)).isEqualTo("fine");
  }
}
