package dev.brine.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written completely or not at all, and what they are written through. */
class WholeFileTest {
  private static final byte[] BYTES = new byte[3_000_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @TempDir Path folder;

  private List<String> names() {
    return List.of(folder.toFile().list());
  }

  @Test
  void a_file_is_replaced_when_the_body_returns() throws IOException {
    Path path = folder.resolve("a");
    WholeFile.write(path, out -> out.write("old".getBytes(StandardCharsets.US_ASCII)));
    WholeFile.write(
        path,
        out -> {
          out.write(Files.readAllBytes(path));
          out.write(BYTES, 0, 100_000);
          assertThat(path).hasContent("old");
          out.flush();
          assertThat(path).hasContent("old");
        });
    assertThat(Files.readAllBytes(path)).hasSize(100_003).startsWith('o', 'l', 'd', BYTES[0]);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void a_body_that_fails_leaves_nothing() throws IOException {
    Path path = folder.resolve("a");
    WholeFile.Body failing =
        out -> {
          out.write(BYTES);
          throw new IOException("boom");
        };
    assertThatThrownBy(() -> WholeFile.write(path, failing)).hasMessage("boom");
    assertThat(names()).isEmpty();
    Files.writeString(path, "old");
    assertThatThrownBy(() -> WholeFile.write(path, failing)).hasMessage("boom");
    assertThat(path).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void a_process_that_exits_while_it_writes_leaves_nothing() throws Exception {
    Path path = Files.writeString(folder.resolve("a"), "old");
    assertThat(LockProbe.run("write", path)).isEqualTo(2);
    assertThat(path).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void a_file_is_committed_once() throws IOException {
    Path path = folder.resolve("a");
    AtomicFile file = AtomicFile.create(path);
    file.target().write(new byte[] {'x'});
    file.commit();
    assertThatThrownBy(file::commit)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(path + " is closed");
    file.close();
    assertThat(path).hasContent("x");
    AtomicFile other = AtomicFile.create(path);
    Throwable failure = new IOException("boom");
    other.closeAfter(failure);
    assertThat(failure.getSuppressed()).isEmpty();
    assertThatThrownBy(other::commit).isInstanceOf(IllegalStateException.class);
    assertThat(path).hasContent("x");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void a_file_in_another_file_system_is_replaced_too() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path path = files.getPath("/a");
      WholeFile.write(path, out -> out.write(1));
      WholeFile.write(path, out -> out.write(BYTES));
      assertThatThrownBy(
              () ->
                  WholeFile.write(
                      path,
                      out -> {
                        throw new IOException("boom");
                      }))
          .hasMessage("boom");
      try (Stream<Path> all = Files.list(files.getPath("/"))) {
        assertThat(all).hasSize(1);
      }
    }
    try (FileSystem files = FileSystems.newFileSystem(zip)) {
      assertThat(Files.readAllBytes(files.getPath("/a"))).isEqualTo(BYTES);
    }
  }

  @Test
  void a_folder_or_a_circle_of_links_is_no_file() throws IOException {
    assertThatThrownBy(() -> AtomicFile.create(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": Is a directory");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, folder.resolve("back"));
    Files.createSymbolicLink(folder.resolve("back"), link);
    assertThatThrownBy(() -> AtomicFile.create(link)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> AtomicFile.deleteLeftovers(link))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Too many levels of symbolic links");
    assertThat(names()).containsExactlyInAnyOrder("link", "back");
  }

  @Test
  void a_link_to_nothing_is_followed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
    WholeFile.write(link, out -> out.write('x'));
    assertThat(folder.resolve("a")).hasContent("x");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void a_device_is_written_directly() throws IOException {
    Path device = Path.of("/dev/null");
    assumeThat(Files.exists(device)).isTrue();
    WholeFile.write(device, out -> out.write(BYTES));
    assertThat(Files.isRegularFile(device)).isFalse();
    AtomicFile file = AtomicFile.create(device);
    assertThat(file.target().isSeekable()).isFalse();
    file.close();
    Path full = Path.of("/dev/full");
    assumeThat(Files.exists(full)).isTrue();
    assertThatThrownBy(() -> WholeFile.write(full, out -> out.write(BYTES)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void a_file_that_is_open_already_is_not_replaced_under_its_number() throws IOException {
    Path open = Files.writeString(folder.resolve("a"), "old");
    Path numbers = Path.of("/proc/self/fd");
    assumeThat(Files.isDirectory(numbers)).isTrue();
    try (FileChannel channel = FileChannel.open(open, StandardOpenOption.WRITE);
        Stream<Path> all = Files.list(numbers)) {
      assertThat(channel.isOpen()).isTrue();
      Path number =
          all.filter(fd -> fd.toFile().exists() && isSame(fd, open)).findFirst().orElseThrow();
      assertThatThrownBy(() -> AtomicFile.create(number))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(number + ": is a file that is open already; give the file's own name");
    }
    assertThat(open).hasContent("old");
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void leftovers_in_a_folder_of_many_files_are_deleted_in_the_end() throws Exception {
    for (int i = 0; i <= 10_000; i++) {
      Files.createFile(folder.resolve("f" + i));
    }
    Path path = folder.resolve("a");
    Path leftover = folder.resolve(".a.brine-0123456789abcdef.tmp");
    long end = System.nanoTime() + 60_000_000_000L;
    for (int i = 0; i < 2; i++) {
      Files.writeString(leftover, "half");
      while (Files.exists(leftover) && System.nanoTime() < end) {
        WholeFile.write(path, out -> out.write('x'));
      }
      assertThat(leftover).doesNotExist();
    }
  }

  @Test
  void a_stream_target_takes_buffers_of_any_kind() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamTarget target = new StreamTarget(out);
    ByteBuffer slice = ByteBuffer.wrap(BYTES, 100, 1000).slice().position(10);
    target.write(slice);
    assertThat(slice.hasRemaining()).isFalse();
    target.write(ByteBuffer.wrap(BYTES, 1100, 50).asReadOnlyBuffer());
    target.write(ByteBuffer.allocateDirect(200_000).put(BYTES, 1150, 200_000).flip());
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, 110, 201_150));
    assertThat(target.position()).isEqualTo(201_040);
    assertThatThrownBy(() -> target.patch(0, new byte[1]))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_channel_target_writes_on_from_its_position_and_patches() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "0123456789");
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.position(10);
      ChannelTarget target = new ChannelTarget(channel);
      assertThat(target.isSeekable()).isTrue();
      target.write(BYTES);
      target.write(ByteBuffer.allocateDirect(BYTES.length).put(BYTES).flip());
      target.patch(4, "abc".getBytes(StandardCharsets.US_ASCII));
      target.write(new byte[] {'z'});
      assertThat(target.position()).isEqualTo(11 + 2L * BYTES.length);
    }
    byte[] written = Files.readAllBytes(path);
    assertThat(Arrays.copyOf(written, 10)).asString().isEqualTo("0123abc789");
    assertThat(Arrays.copyOfRange(written, 10, 10 + BYTES.length)).isEqualTo(BYTES);
    assertThat(Arrays.copyOfRange(written, 10 + BYTES.length, written.length - 1)).isEqualTo(BYTES);
    assertThat(written[written.length - 1]).isEqualTo((byte) 'z');
  }

  @Test
  void a_stream_to_a_target_keeps_the_order_of_small_and_large_pieces() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TargetStream stream = new TargetStream(new StreamTarget(out))) {
      int at = 0;
      for (int i = 0; i < 70_000; i++) {
        stream.write(BYTES[at++]);
      }
      for (int length : new int[] {1, 65_535, 65_536, 65_537, 500_000, 0, 3}) {
        stream.write(BYTES, at, length);
        at += length;
      }
      assertThat(out.size()).isLessThan(at);
      stream.flush();
      assertThat(out.size()).isEqualTo(at);
    }
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(BYTES, out.size()));
  }
}
