package dev.brine.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSourcesTest {
  private static final int SIZE = 700_001;

  @TempDir private Path folder;
  private final byte[] bytes = new byte[SIZE];
  private Path file = Path.of("");

  @BeforeEach
  void writeTheFile() throws IOException {
    new Random(11).nextBytes(bytes);
    file = Files.write(folder.resolve("data.bin"), bytes);
  }

  private List<ByteSource> everyKind() throws IOException {
    return List.of(
        ByteSources.open(file),
        ByteSources.of(bytes),
        ByteSources.of(FileChannel.open(file, StandardOpenOption.READ), Location.of("channel")),
        ByteSources.of(new ShortReads(bytes), Location.of("short reads")));
  }

  @Test
  void every_kind_gives_every_range() throws IOException {
    Random random = new Random(12);
    for (ByteSource source : everyKind()) {
      try (source) {
        assertThat(source.size()).isEqualTo(SIZE);
        for (int i = 0; i < 200; i++) {
          int position = random.nextInt(SIZE + 1);
          int length = random.nextInt(Math.min(5000, SIZE - position) + 1);
          byte[] target = new byte[length + 2];
          source.readFully(position, target, 1, length);
          byte[] expected = new byte[length + 2];
          System.arraycopy(bytes, position, expected, 1, length);
          assertThat(target).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void every_kind_gives_everything_in_one_large_read() throws IOException {
    for (ByteSource source : everyKind()) {
      try (source) {
        byte[] target = new byte[SIZE];
        source.readFully(0, target, 0, SIZE);
        assertThat(target).isEqualTo(bytes);
      }
    }
  }

  @Test
  void every_kind_says_where_it_ends() throws IOException {
    for (ByteSource source : everyKind()) {
      try (source) {
        byte[] target = new byte[10];
        assertThat(source.read(SIZE, target, 0, 10)).isEqualTo(-1);
        assertThat(source.read(Long.MAX_VALUE, target, 0, 10)).isEqualTo(-1);
        assertThat(source.read(SIZE, target, 0, 0)).isZero();
        assertThatThrownBy(() -> source.readFully(SIZE - 3, target, 0, 10))
            .isInstanceOfSatisfying(
                TruncatedException.class,
                e -> {
                  assertThat(e.location()).isEqualTo(source.location().at(SIZE));
                  assertThat(e.reason()).isEqualTo("the bytes end here, 7 too early");
                });
      }
    }
  }

  @Test
  void every_kind_refuses_a_range_outside_the_target() throws IOException {
    for (ByteSource source : everyKind()) {
      try (source) {
        assertThatThrownBy(() -> source.read(0, new byte[4], 2, 3))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> source.read(-1, new byte[4], 0, 3))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void every_kind_serves_several_threads_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (ByteSource source : everyKind()) {
        try (source) {
          List<Future<byte[]>> copies = new ArrayList<>();
          for (int t = 0; t < 4; t++) {
            copies.add(threads.submit(() -> source.stream(0, SIZE).readAllBytes()));
          }
          for (Future<byte[]> copy : copies) {
            assertThat(copy.get()).isEqualTo(bytes);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_stream_mixes_single_bytes_blocks_and_skips() throws IOException {
    Random random = new Random(13);
    for (ByteSource source : everyKind()) {
      try (source;
          InputStream in = source.stream(100, SIZE - 200)) {
        int at = 100;
        while (at < SIZE - 100) {
          switch (random.nextInt(3)) {
            case 0 -> assertThat(in.read()).isEqualTo(bytes[at++] & 0xff);
            case 1 -> {
              byte[] block = new byte[1 + random.nextInt(20_000)];
              int n = in.read(block);
              assertThat(n).isPositive();
              assertThat(Arrays.copyOf(block, n)).isEqualTo(Arrays.copyOfRange(bytes, at, at + n));
              at += n;
            }
            default -> at += (int) in.skip(random.nextInt(10_000));
          }
        }
        assertThat(at).isEqualTo(SIZE - 100);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[10_000])).isEqualTo(-1);
        assertThat(in.skip(5)).isZero();
      }
    }
  }

  @Test
  void a_stream_past_the_end_is_truncated() throws IOException {
    try (ByteSource source = ByteSources.of(new byte[10])) {
      InputStream in = source.stream(4, 20);
      assertThat(in.readNBytes(6)).hasSize(6);
      assertThatThrownBy(in::read)
          .isInstanceOf(TruncatedException.class)
          .hasMessage("<bytes>@10: the bytes end here, 14 too early");
    }
  }

  @Test
  void a_file_that_shrinks_is_truncated() throws IOException {
    try (ByteSource source = ByteSources.open(file)) {
      try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
        other.truncate(1000);
      }
      assertThatThrownBy(() -> source.readFully(990, new byte[50], 0, 50))
          .isInstanceOf(TruncatedException.class)
          .hasMessage(file + "@1000: the bytes end here, 40 too early");
      assertThatThrownBy(() -> source.map(0, 2000, MapMode.READ_ONLY))
          .isInstanceOf(TruncatedException.class);
    }
  }

  @Test
  void a_file_is_mapped_and_never_extended() throws IOException {
    try (ByteSource source = ByteSources.open(file)) {
      assertThat(source.isMappable()).isTrue();
      MappedByteBuffer part = source.map(5, 10, MapMode.READ_ONLY);
      assertThat(part.get(0)).isEqualTo(bytes[5]);
      assertThat(part.capacity()).isEqualTo(10);
      MappedByteBuffer mine = source.map(0, SIZE, MapMode.PRIVATE);
      mine.put(0, (byte) ~bytes[0]);
      MappedByteBuffer ours = source.map(0, SIZE, MapMode.READ_WRITE);
      ours.put(1, (byte) ~bytes[1]);
      byte[] now = new byte[2];
      source.readFully(0, now, 0, 2);
      assertThat(now).containsExactly(bytes[0], (byte) ~bytes[1]);
      assertThatThrownBy(() -> source.map(SIZE - 5, 6, MapMode.READ_WRITE))
          .isInstanceOf(TruncatedException.class)
          .hasMessageContaining("@" + SIZE + ": the file ends here");
      assertThat(Files.size(file)).isEqualTo(SIZE);
    }
  }

  @Test
  void what_cannot_be_mapped_says_so() throws IOException {
    try (ByteSource memory = ByteSources.of(bytes);
        ByteSource channel =
            ByteSources.of(
                FileChannel.open(file, StandardOpenOption.READ), Location.of("channel"))) {
      assertThat(memory.isMappable()).isFalse();
      assertThatThrownBy(() -> memory.map(0, 1, MapMode.READ_ONLY))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("only a local file can be mapped");
      assertThatThrownBy(() -> channel.map(0, 1, MapMode.PRIVATE))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("opened for reading only");
    }
  }

  @Test
  void a_path_of_another_file_system_is_read() throws IOException {
    Path zip = folder.resolve("files.zip");
    try (FileSystem files =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      Path inside = Files.write(files.getPath("/inside.bin"), bytes);
      try (ByteSource source = ByteSources.open(inside)) {
        assertThat(source.location()).isEqualTo(Location.of("/inside.bin"));
        assertThat(source.stream(0, SIZE).readAllBytes()).isEqualTo(bytes);
        byte[] part = new byte[10];
        source.readFully(3, part, 0, 10);
        assertThat(part).isEqualTo(Arrays.copyOfRange(bytes, 3, 13));
      }
    }
  }

  @Test
  void a_missing_file_and_a_directory_are_named() {
    assertThatThrownBy(() -> ByteSources.open(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> ByteSources.open(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Is a directory");
  }
}
