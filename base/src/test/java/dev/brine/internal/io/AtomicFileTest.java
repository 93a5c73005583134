package dev.brine.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Temporary files: their names, and which of them are deleted. */
class AtomicFileTest {

  @TempDir Path folder;

  private static void write(Path path, String text) throws IOException {
    try (AtomicFile file = AtomicFile.create(path)) {
      file.target().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  private List<String> names() {
    return List.of(folder.toFile().list());
  }

  /** The name of the temporary file of a target. */
  private String temporary(Path target) throws IOException {
    List<String> before = names();
    try (AtomicFile file = AtomicFile.create(target)) {
      assertThat(file.target().position()).isZero();
      return names().stream().filter(name -> !before.contains(name)).findFirst().orElseThrow();
    }
  }

  private Path leftover(Path target) throws IOException {
    Path path = folder.resolve(temporary(target));
    assertThat(path).doesNotExist();
    return Files.writeString(path, "half of it");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 226, 227, 228, 250, 255})
  void names_of_any_length_can_be_written_and_their_leftovers_found(int length) throws IOException {
    Path target = folder.resolve("n".repeat(length));
    String name = temporary(target);
    assertThat(name.length()).isLessThanOrEqualTo(255);
    assertThat(name.startsWith("." + target.getFileName() + ".brine-")).isEqualTo(length <= 227);
    leftover(target);
    write(target, "whole");
    assertThat(target).hasContent("whole");
    assertThat(names()).containsExactly(target.getFileName().toString());
  }

  @Test
  void names_are_measured_in_bytes() throws IOException {
    Path target = folder.resolve("\u00e9".repeat(127));
    write(target, "whole");
    leftover(target);
    write(target, "again");
    assertThat(names()).hasSize(1);
  }

  @Test
  void nothing_but_leftovers_of_the_target_is_deleted() throws IOException {
    Path target = folder.resolve("a");
    String random = "0123456789abcdef";
    List<String> others =
        List.of(
            ".b.brine-" + random + ".tmp",
            ".a.brine-" + random + ".tmp.brine-" + random + ".tmp",
            ".a.brine-" + random + "0.tmp",
            ".a.brine-" + random.toUpperCase(Locale.ROOT) + ".tmp",
            ".a.brine-" + random + ".temp",
            ".brine-" + "0".repeat(32) + "-" + random + ".tmp",
            "a.brine-" + random + ".tmp",
            "a.tmp");
    for (String other : others) {
      Files.writeString(folder.resolve(other), other);
    }
    Path link = folder.resolve(".a.brine-" + "1".repeat(16) + ".tmp");
    Files.createSymbolicLink(link, folder.resolve("a.tmp"));
    Path directory = folder.resolve(".a.brine-" + "2".repeat(16) + ".tmp");
    Files.createDirectory(directory);
    leftover(target);
    write(target, "whole");
    List<String> expected = new ArrayList<>(others);
    expected.add("a");
    expected.add(link.getFileName().toString());
    expected.add(directory.getFileName().toString());
    assertThat(names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void what_is_locked_or_being_written_is_no_leftover() throws IOException {
    Path target = folder.resolve("a");
    Path locked = leftover(target);
    try (FileChannel other = FileChannel.open(locked, StandardOpenOption.WRITE)) {
      other.lock();
      try (AtomicFile first = AtomicFile.create(target)) {
        first.target().write(new byte[] {'1'});
        write(target, "2");
        assertThat(names()).hasSize(3);
        first.commit();
      }
      assertThat(target).hasContent("1");
      assertThat(locked).exists();
    }
  }

  @Test
  void leftovers_are_found_behind_a_link_and_in_the_current_folder() throws IOException {
    Path target = folder.resolve("a");
    write(target, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    leftover(target);
    write(link, "new");
    assertThat(names()).containsExactlyInAnyOrder("a", "link");
    assertThat(target).hasContent("new");
    assertThat(TemporaryFiles.folder(Path.of("a"))).exists();
  }

  @Test
  void several_threads_write_the_same_file_and_one_wins() throws Exception {
    Path target = folder.resolve("a");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String text = Integer.toString(i).repeat(1000);
        all.add(
            threads.submit(
                () -> {
                  write(target, text);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(Files.readString(target)).matches("(\\d{1,2})\\1{999}");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void messages_name_the_target() throws IOException {
    Path nowhere = folder.resolve("no/such/a");
    assertThatThrownBy(() -> AtomicFile.create(nowhere))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(nowhere + ": there is no such folder");
    Path tooLong = folder.resolve("n".repeat(256));
    assertThatThrownBy(() -> write(tooLong, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("n".repeat(256))
        .hasMessageContaining("too long");
    assertThat(names()).isEmpty();
  }

  @Test
  void permissions_are_taken_over_only_when_the_file_is_complete() throws IOException {
    Path path = folder.resolve("a");
    write(path, "old");
    assumeThat(Files.getFileStore(path).supportsFileAttributeView("posix")).isTrue();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r--r--"));
    try (AtomicFile file = AtomicFile.create(path)) {
      for (Path other : list()) {
        if (!other.equals(path)) {
          // not readable by others, and writable, so that its leftover can be locked and deleted
          assertThat(Files.getPosixFilePermissions(other))
              .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
      }
      file.target().write(ByteBuffer.wrap(new byte[] {'n'}));
      file.commit();
    }
    assertThat(path).hasContent("n");
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
