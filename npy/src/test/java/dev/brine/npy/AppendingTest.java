package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers that append to one file at the same time lose no committed row. */
class AppendingTest {
  private static final int ROWS = 60;

  @TempDir Path folder;

  /** Appends rows one by one, again and again while another writer is appending. */
  public static final class Appender {
    private Appender() {}

    /** Takes the file, the number of rows, and the most times that the file may be in use. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
      Path file = Path.of(arguments[0]);
      int attempts = Integer.parseInt(arguments[2]);
      for (int row = 0; row < Integer.parseInt(arguments[1]); ) {
        try {
          Npy.appendRows(file, rows -> rows.write(NdArrays.of(new long[] {1})));
          row++;
        } catch (UnsupportedException e) {
          if (--attempts < 0) {
            System.exit(3);
          }
          Thread.sleep(1);
        }
      }
    }
  }

  private static Process appender(Path file, int rows, int attempts) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            file.toString(),
            Integer.toString(rows),
            Integer.toString(attempts))
        .inheritIO()
        .start();
  }

  private Path log() throws IOException {
    Path file = folder.resolve("log.npy");
    Npy.writeRows(file, DTypes.INT64, Shape.of(), rows -> rows.write(NdArrays.of(new long[] {0})));
    return file;
  }

  @Test
  void processes_that_append_at_the_same_time_lose_no_row() throws Exception {
    Path file = log();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(appender(file, ROWS, Integer.MAX_VALUE));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(Npy.load(file).size()).isEqualTo(1 + 3 * ROWS);
  }

  @Test
  void reading_the_file_and_a_refused_writer_do_not_release_the_lock() throws Exception {
    Path file = log();
    Npy.appendRows(
        file,
        rows -> {
          rows.write(NdArrays.of(new long[] {2}));
          assertThat(Npy.load(file).size()).isEqualTo(1);
          assertThatThrownBy(() -> Npy.appendRows(file, other -> {}))
              .isInstanceOf(UnsupportedException.class)
              .hasMessageContaining("another writer is appending");
          try {
            assertThat(appender(file, 1, 3).waitFor()).isEqualTo(3);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(Npy.load(file).toLongArray()).containsExactly(0, 2);
    assertThat(appender(file, 1, 0).waitFor()).isZero();
    assertThat(Npy.load(file).toLongArray()).containsExactly(0, 2, 1);
  }

  @Test
  void rows_for_a_file_that_was_replaced_are_refused() throws IOException {
    Path file = log();
    assertThatThrownBy(
            () ->
                Npy.appendRows(
                    file,
                    rows -> {
                      rows.write(NdArrays.of(new long[] {2}));
                      Npy.save(file, NdArrays.of(new long[] {7, 8}));
                    }))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("was replaced or deleted while rows were appended");
    assertThat(Npy.load(file).toLongArray()).containsExactly(7, 8);
    assertThat(folder.toFile().list()).containsExactly("log.npy");
  }
}
