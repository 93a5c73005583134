package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that takes no more, which for a process is the same as a limit on the size of files. */
class DiskFullTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path folder;

  /** Saves 800 kB in a process whose files may have 300 kB at most. */
  private static String saveWithLimit(String what, Path file) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(SHELL.toString(), "-c", "ulimit -f 600 && exec \"$@\"", "sh"));
    command.addAll(SavingMain.command(what, file.toString(), "1"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"npy", "stored", "update"})
  void the_old_file_stays_and_nothing_else_does(String what) throws Exception {
    assumeThat(SHELL).as("a shell that can limit the size of files").exists();
    Path file = folder.resolve("a");
    SavingMain.save(what, file, 0);
    byte[] old = Files.readAllBytes(file);
    assertThat(saveWithLimit(what, file)).contains("java.io.IOException");
    assertThat(file).hasBinaryContent(old);
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void a_file_that_was_to_grow_keeps_the_rows_it_had() throws Exception {
    assumeThat(SHELL).as("a shell that can limit the size of files").exists();
    Path file = folder.resolve("a");
    Npy.save(file, NdArray.of(0));
    byte[] old = Files.readAllBytes(file);
    assertThat(saveWithLimit("grow", file)).contains("java.io.IOException");
    assertThat(file).hasBinaryContent(old);
  }

  @Test
  void a_stream_that_fails_fails_the_archive() throws IOException {
    OutputStream full =
        new OutputStream() {
          private int room = 300_000;

          @Override
          public void write(int b) throws IOException {
            if (--room < 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    NpzWriter writer = NpzWriter.create(full, o -> o.withThreads(2)).compressed();
    byte[] bytes = NpzWriterTest.bytes(2_000_000, 3);
    assertThatThrownBy(
            () -> {
              writer.putBytes("a", bytes);
              writer.commit();
            })
        .hasMessage("No space left on device");
    writer.close();
  }
}
