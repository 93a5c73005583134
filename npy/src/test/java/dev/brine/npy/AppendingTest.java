package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
      Thread other = new Thread(() -> readForever(Path.of(arguments[0])));
      other.setDaemon(true);
      other.start();
      append(Path.of(arguments[0]), arguments);
    }

    /** What this process opens and closes must not release the lock of its own writer. */
    private static void readForever(Path file) {
      try {
        while (true) {
          long size = Npy.load(file).size();
          assertThat(size).isPositive();
        }
      } catch (Throwable e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(4);
      }
    }

    private static void append(Path file, String[] arguments)
        throws IOException, InterruptedException {
      int attempts = Integer.parseInt(arguments[2]);
      for (int row = 0; row < Integer.parseInt(arguments[1]); ) {
        try {
          Npy.appendRows(file, rows -> rows.write(NdArray.of(new long[] {1})));
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
    Npy.writeRows(file, DTypes.INT64, Shape.of(), rows -> rows.write(NdArray.of(new long[] {0})));
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
          rows.write(NdArray.of(new long[] {2}));
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
                      rows.write(NdArray.of(new long[] {2}));
                      Npy.save(file, NdArray.of(new long[] {7, 8}));
                    }))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("was changed, replaced or deleted while rows were appended");
    assertThat(Npy.load(file).toLongArray()).containsExactly(7, 8);
    assertThat(folder.toFile().list()).containsExactly("log.npy");
  }

  @Test
  void rows_are_not_counted_over_those_of_a_program_that_ignores_the_lock() throws IOException {
    Path file = log();
    Path other = folder.resolve("other.npy");
    Npy.save(other, NdArray.of(new long[] {5, 6, 7}));
    byte[] foreign = Files.readAllBytes(other);
    assertThatThrownBy(
            () ->
                Npy.appendRows(
                    file,
                    rows -> {
                      rows.write(NdArray.of(new long[] {2}));
                      // in place, as np.save does it
                      Files.write(file, foreign);
                    }))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("was changed, replaced or deleted while rows were appended");
    assertThat(Npy.load(file).toLongArray()).containsExactly(5, 6, 7);
  }

  @Test
  void many_reads_during_an_append_need_no_more_than_a_few_open_files() throws IOException {
    Path file = log();
    Path descriptors = Path.of("/proc/self/fd");
    assumeThat(descriptors).exists();
    Npy.appendRows(
        file,
        rows -> {
          int before = descriptors.toFile().list().length;
          for (int i = 0; i < 100; i++) {
            assertThat(Npy.load(file).size()).isEqualTo(1);
          }
          assertThat(descriptors.toFile().list().length).isLessThan(before + 50);
        });
  }

  @Test
  void an_update_of_an_archive_that_another_has_changed_is_refused() throws IOException {
    Path archive = folder.resolve("a.npz");
    NpzWriter.write(archive, w -> w.put("x", NdArray.of(new long[] {1})));
    assertThatThrownBy(
            () ->
                NpzWriter.update(
                    archive,
                    w -> {
                      w.put("y", NdArray.of(new long[] {2}));
                      NpzWriter.update(archive, v -> v.put("z", NdArray.of(new long[] {3})));
                    }))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(
            "was changed by another program during the update; repeat the update");
    try (NpzFile file = NpzFile.open(archive)) {
      assertThat(file.files()).containsExactlyInAnyOrder("x", "z");
    }
  }
}
