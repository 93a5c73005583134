package dev.brine.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that readers of the same process do not release. */
class LockedFileTest {
  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = Files.writeString(folder.resolve("a"), "content");
  }

  private static LockedFile lock(Path path) throws IOException {
    return Objects.requireNonNull(LockedFile.open(path), "locked already");
  }

  /** Whether another process cannot lock the file. */
  private static boolean isLocked(Path path) throws IOException, InterruptedException {
    return LockProbe.run("lock", path) == 1;
  }

  @Test
  void a_file_is_locked_once_until_it_is_closed() throws IOException {
    LockedFile file = lock(path);
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    assertThat(LockedFile.open(path)).isNull();
    assertThat(LockedFile.open(link)).isNull();
    file.channel().write(ByteBuffer.wrap(new byte[] {'C'}), 0);
    file.close();
    assertThat(file.channel().isOpen()).isFalse();
    assertThat(path).hasContent("Content");
    try (LockedFile again = lock(link)) {
      file.close();
      assertThat(again.channel().isOpen()).isTrue();
      assertThat(LockedFile.open(path)).isNull();
    }
  }

  @Test
  void a_file_that_other_code_has_locked_is_not_locked_again() throws IOException {
    try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
      other.lock();
      assertThat(LockedFile.open(path)).isNull();
    }
    lock(path).close();
  }

  @Test
  void readers_of_this_process_do_not_release_the_lock() throws Exception {
    try (LockedFile file = lock(path)) {
      assertThat(file.isInPlace()).isTrue();
      for (int i = 0; i < 3; i++) {
        try (ByteSource source = ByteSources.open(path)) {
          byte[] bytes = new byte[7];
          source.readFully(0, bytes, 0, 7);
          assertThat(bytes).asString().isEqualTo("content");
        }
      }
      assertThat(isLocked(path)).isTrue();
    }
    assertThat(isLocked(path)).isFalse();
  }

  @Test
  void channels_of_a_locked_file_are_used_again_and_closed_with_it() throws IOException {
    Object key = LockedFile.key(path);
    FileChannel first;
    try (LockedFile file = lock(path)) {
      first = LockedFile.reader(path, key);
      LockedFile.close(first, key);
      assertThat(first.isOpen()).isTrue();
      assertThat(LockedFile.reader(path, key)).isSameAs(first);
      FileChannel second = LockedFile.reader(path, key);
      assertThat(second).isNotSameAs(first);
      LockedFile.close(first, key);
      LockedFile.close(second, key);
      second.close();
      // one that was closed meanwhile is of no use
      assertThat(LockedFile.reader(path, key)).isSameAs(first);
      LockedFile.close(first, key);
      assertThat(file.channel().isOpen()).isTrue();
    }
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void a_channel_of_a_file_without_a_key_is_simply_closed() throws IOException {
    FileChannel channel = LockedFile.reader(path, null);
    LockedFile.close(channel, null);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void a_file_that_was_replaced_or_deleted_is_not_in_place() throws IOException {
    try (LockedFile file = lock(path)) {
      Path other = Files.writeString(folder.resolve("b"), "other");
      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      assertThat(file.isInPlace()).isFalse();
      try (LockedFile replacement = lock(path)) {
        assertThat(replacement.isInPlace()).isTrue();
        Files.delete(path);
        assertThat(replacement.isInPlace()).isFalse();
      }
    }
  }

  @Test
  void a_file_that_cannot_be_opened_is_not_kept_as_locked() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> LockedFile.open(missing)).isInstanceOf(NoSuchFileException.class);
    Files.writeString(missing, "x");
    lock(missing).close();
    assertThatThrownBy(() -> LockedFile.open(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> LockedFile.open(folder)).isInstanceOf(IOException.class);
  }

  @Test
  void a_version_tells_whether_a_file_was_changed() throws IOException {
    FileVersion version = FileVersion.of(path);
    assertThat(version.isCurrent()).isTrue();
    assertThat(version.size()).isEqualTo(7);
    Files.writeString(path, "longer content");
    assertThat(version.isCurrent()).isFalse();
    FileVersion now = FileVersion.of(path);
    Files.delete(path);
    assertThat(now.isCurrent()).isFalse();
  }
}
