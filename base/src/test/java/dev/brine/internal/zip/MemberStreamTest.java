package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberStreamTest {
  private static final int SIZE = 300_000;

  /** Bytes that deflate to about a half. */
  private static byte[] contents(long seed) {
    byte[] bytes = new byte[SIZE];
    Random random = new Random(seed);
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) random.nextInt(16);
    }
    return bytes;
  }

  private static MemberStream open(byte[] archive) throws IOException {
    ZipArchive zip = Fixtures.open(archive);
    return zip.open(zip.directory().members().get(0));
  }

  /** The same with a wrong CRC. */
  private static byte[] spoilt(byte[] archive) {
    byte[] copy = archive.clone();
    int crcAt = Archives.directory(copy) + 16;
    Archives.put(copy, crcAt, 4, ~ZipFormat.u32(copy, crcAt));
    if ((copy[6] & ZipFormat.FLAG_DATA_DESCRIPTOR) == 0) {
      Archives.put(copy, 14, 4, ZipFormat.u32(copy, crcAt));
    }
    return copy;
  }

  private static List<byte[]> bothMethods(byte[] contents) {
    return List.of(Archives.stored("a.npy", contents), Archives.deflated("a.npy", contents));
  }

  @Test
  void gives_the_same_bytes_in_blocks_of_any_size() throws IOException {
    byte[] contents = contents(1);
    for (byte[] archive : bothMethods(contents)) {
      for (int block : new int[] {1, 7, 4096, 65_536, SIZE, SIZE + 1}) {
        try (MemberStream in = open(archive)) {
          byte[] target = new byte[block];
          ByteArrayOutputStream copy = new ByteArrayOutputStream();
          for (int n = in.read(target); n >= 0; n = in.read(target)) {
            copy.write(target, 0, n);
          }
          assertThat(copy.toByteArray()).isEqualTo(contents);
          assertThat(in.position()).isEqualTo(SIZE);
          assertThat(in.available()).isZero();
          assertThat(in.read()).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void mixes_reads_and_skips() throws IOException {
    byte[] contents = contents(2);
    Random random = new Random(3);
    for (byte[] archive : bothMethods(contents)) {
      try (MemberStream in = open(archive)) {
        int at = 0;
        while (at < SIZE) {
          if (random.nextBoolean()) {
            int wanted = random.nextInt(100_000);
            assertThat(in.skip(wanted)).isEqualTo(Math.min(wanted, SIZE - at));
            at = Math.min(SIZE, at + wanted);
          } else {
            byte[] part = in.readNBytes(random.nextInt(10_000));
            assertThat(part).isEqualTo(Arrays.copyOfRange(contents, at, at + part.length));
            at += part.length;
          }
          assertThat(in.position()).isEqualTo(at);
        }
        assertThat(in.skip(1)).isZero();
        assertThat(in.skip(-1)).isZero();
      }
    }
  }

  @Test
  void verifies_the_crc_with_the_last_byte() throws IOException {
    for (byte[] archive : bothMethods(contents(4))) {
      try (MemberStream in = open(spoilt(archive))) {
        byte[] target = new byte[SIZE];
        assertThat(in.readNBytes(target, 0, SIZE - 1)).isEqualTo(SIZE - 1);
        assertThatThrownBy(in::read)
            .isInstanceOf(MalformedException.class)
            .hasMessageContaining("!a.npy@" + SIZE + ": the member is damaged: its CRC-32 is");
        assertThatThrownBy(in::read).isInstanceOf(MalformedException.class);
        assertThatThrownBy(in::finish).isInstanceOf(MalformedException.class);
      }
    }
  }

  @Test
  void finish_verifies_what_was_not_read() throws IOException {
    for (byte[] archive : bothMethods(contents(5))) {
      try (MemberStream in = open(archive)) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        assertThatThrownBy(() -> in.finish(SIZE - 1001))
            .isInstanceOf(LimitException.class)
            .hasMessageContaining("!a.npy@1000: 299000 bytes of the member are left to verify");
        in.finish(SIZE - 1000);
        assertThat(in.position()).isEqualTo(SIZE);
        in.finish();
      }
      try (MemberStream in = open(spoilt(archive))) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        assertThatThrownBy(in::finish).hasMessageContaining("the member is damaged");
      }
    }
  }

  @Test
  void an_empty_member_is_verified_too() throws IOException {
    for (byte[] archive : bothMethods(new byte[0])) {
      try (MemberStream in = open(archive)) {
        assertThat(in.read()).isEqualTo(-1);
      }
      try (MemberStream in = open(spoilt(archive))) {
        assertThatThrownBy(in::read).hasMessageContaining("the member is damaged");
      }
    }
  }

  @Test
  void closes_once_and_for_all() throws IOException {
    for (byte[] archive : bothMethods(contents(6))) {
      MemberStream in = open(archive);
      assertThat(in.read()).isNotNegative();
      in.close();
      in.close();
      assertThat(in.available()).isZero();
      assertThatThrownBy(in::read).hasMessageContaining("the stream is closed");
    }
  }

  @Test
  void limits_are_the_callers() throws IOException {
    for (byte[] archive : bothMethods(contents(7))) {
      ZipArchive zip = Fixtures.open(archive);
      ZipMember member = zip.directory().members().get(0);
      assertThatThrownBy(() -> zip.open(member, SIZE - 1))
          .isInstanceOf(LimitException.class)
          .hasMessage(
              "test.zip!a.npy@0: the member has 300000 bytes, more than the limit of 299999");
      assertThatThrownBy(() -> zip.readAll(member, SIZE - 1)).isInstanceOf(LimitException.class);
      assertThat(zip.readAll(member, SIZE)).isEqualTo(contents(7));
      try (MemberStream in = zip.openLeniently(member, 1000)) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        assertThatThrownBy(in::read).isInstanceOf(LimitException.class);
      }
    }
  }

  @Test
  void a_huge_stated_size_takes_no_memory() throws IOException {
    byte[] archive = Archives.deflated("a.npy", new byte[10]);
    Archives.put(archive, Archives.directory(archive) + 24, 4, Integer.MAX_VALUE - 100);
    ZipArchive zip = Fixtures.open(archive);
    assertThatThrownBy(() -> zip.readAll(zip.directory().members().get(0), Long.MAX_VALUE))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("@10: the member ends here");
  }

  @Test
  void members_are_read_side_by_side(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("many.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 8; i++) {
        out.putNextEntry(new ZipEntry("arr_" + i + ".npy"));
        out.write(contents(i));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ByteSource source = ByteSources.open(file)) {
      ZipArchive archive = ZipArchive.open(source);
      List<Future<byte[]>> read = new ArrayList<>();
      for (ZipMember member : archive.directory().members()) {
        read.add(threads.submit(() -> archive.readAll(member, SIZE)));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(read.get(i).get()).isEqualTo(contents(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_is_truncated(@TempDir Path folder) throws IOException {
    for (byte[] archive : bothMethods(contents(8))) {
      Path file = Files.write(folder.resolve("shrinks.npz"), archive);
      try (ByteSource source = ByteSources.open(file)) {
        ZipArchive zip = ZipArchive.open(source);
        try (MemberStream in = zip.open(zip.directory().members().get(0))) {
          assertThat(in.read()).isNotNegative();
          Files.write(file, Arrays.copyOf(archive, 100_000));
          assertThatThrownBy(in::readAllBytes)
              .isInstanceOf(BrineException.class)
              .hasMessageContaining("the archive ends within the member");
        }
      }
    }
  }
}
