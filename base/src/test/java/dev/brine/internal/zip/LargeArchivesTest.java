package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives beyond 4 GiB, and beyond the limits. */
class LargeArchivesTest {
  private static final long HUGE = 5L << 30;

  /**
   * A sparse file: a stored member of 5 GiB of zeros with zip64 everywhere, then a small one. The
   * huge one's CRC is not right; nobody reads it whole.
   */
  private static void writeSparse(Path file) throws IOException {
    byte[] small = Fixtures.B;
    CRC32 crc = new CRC32();
    crc.update(small);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] first = new byte[30 + 5 + 20];
      header(first, false, "a.npy", HUGE, HUGE, 0);
      out.write(ByteBuffer.wrap(first), 0);
      long second = first.length + HUGE;
      byte[] next = new byte[30 + 5 + 20];
      header(next, false, "b.npy", small.length, crc.getValue(), 0);
      out.write(ByteBuffer.wrap(next), second);
      out.write(ByteBuffer.wrap(small), second + next.length);
      long directory = second + next.length + small.length;
      byte[] end = new byte[2 * (46 + 5 + 28) + 56 + 20 + 22];
      byte[] entry = new byte[46 + 5 + 28];
      header(entry, true, "a.npy", HUGE, HUGE, 0);
      System.arraycopy(entry, 0, end, 0, entry.length);
      header(entry, true, "b.npy", small.length, crc.getValue(), second);
      System.arraycopy(entry, 0, end, entry.length, entry.length);
      int at = 2 * entry.length;
      long size = at;
      Archives.put(end, at, 4, ZipFormat.END64_SIGNATURE);
      Archives.put(end, at + 4, 8, 44);
      Archives.put(end, at + 24, 8, 2);
      Archives.put(end, at + 32, 8, 2);
      Archives.put(end, at + 40, 8, size);
      Archives.put(end, at + 48, 8, directory);
      Archives.put(end, at + 56, 4, ZipFormat.LOCATOR64_SIGNATURE);
      Archives.put(end, at + 64, 8, directory + size);
      Archives.put(end, at + 72, 4, 1);
      Archives.put(end, at + 76, 4, ZipFormat.END_SIGNATURE);
      Archives.put(end, at + 84, 8, -1);
      Archives.put(end, at + 92, 4, -1);
      out.write(ByteBuffer.wrap(end), directory);
    }
  }

  /** Fills in a stored member's local header or directory entry with a zip64 field. */
  private static void header(
      byte[] b, boolean central, String name, long size, long crc, long offset) {
    int shift = central ? 2 : 0;
    Archives.put(b, 0, 4, central ? ZipFormat.CENTRAL_SIGNATURE : ZipFormat.LOCAL_SIGNATURE);
    Archives.put(b, 14 + shift, 4, crc);
    Archives.put(b, 18 + shift, 8, -1);
    Archives.put(b, 26 + shift, 2, name.length());
    Archives.put(b, 28 + shift, 2, central ? 28 : 20);
    int at = central ? 46 : 30;
    if (central) {
      Archives.put(b, 42, 4, -1);
    }
    for (int i = 0; i < name.length(); i++) {
      b[at++] = (byte) name.charAt(i);
    }
    Archives.put(b, at, 2, 1);
    Archives.put(b, at + 2, 2, central ? 24 : 16);
    Archives.put(b, at + 4, 8, size);
    Archives.put(b, at + 12, 8, size);
    if (central) {
      Archives.put(b, at + 20, 8, offset);
    }
  }

  @Test
  void reads_past_4_GiB(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sparse.npz");
    writeSparse(file);
    try (ByteSource source = ByteSources.open(file)) {
      ZipArchive archive = ZipArchive.open(source);
      List<ZipMember> members = archive.directory().members();
      assertThat(members).extracting(ZipMember::size).containsExactly(HUGE, 1200L);
      assertThat(archive.dataOffset(members.get(0))).isEqualTo(55);
      assertThat(archive.dataOffset(members.get(1))).isEqualTo(HUGE + 110);
      assertThat(archive.readAll(members.get(1), 5000)).isEqualTo(Fixtures.B);
      try (MemberStream in = archive.open(members.get(0))) {
        assertThat(in.readNBytes(100_000)).containsOnly(0);
      }
      assertThatThrownBy(() -> archive.readAll(members.get(0), Long.MAX_VALUE))
          .isInstanceOf(LimitException.class)
          .hasMessageContaining(
              "the member has 5368709120 bytes, more than the limit of 2147483639");
    }
  }

  @Test
  void lists_as_many_members_as_the_limit_and_no_more() throws IOException {
    byte[] most = manyMembers(ZipDirectory.MOST_MEMBERS);
    List<ZipMember> members = Fixtures.open(most).directory().members();
    assertThat(members).hasSize(ZipDirectory.MOST_MEMBERS);
    assertThat(members.get(65_535).name()).isEqualTo("65535");
    byte[] more = manyMembers(ZipDirectory.MOST_MEMBERS + 1);
    assertThatThrownBy(() -> Fixtures.open(more))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("65537 members are more than the limit of 65536");
  }

  private static byte[] manyMembers(int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < count; i++) {
        ZipEntry entry = new ZipEntry(Integer.toString(i));
        entry.setSize(0);
        entry.setCrc(0);
        out.putNextEntry(entry);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void refuses_a_huge_directory_without_reading_it(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("directory.zip");
    long size = ZipDirectory.LARGEST_DIRECTORY + 1;
    byte[] end = new byte[ZipFormat.END_SIZE];
    Archives.put(end, 0, 4, ZipFormat.END_SIGNATURE);
    Archives.put(end, 8, 2, 60_000);
    Archives.put(end, 10, 2, 60_000);
    Archives.put(end, 12, 4, size);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(end), size);
    }
    try (ByteSource source = ByteSources.open(file)) {
      assertThatThrownBy(() -> ZipDirectory.read(source))
          .isInstanceOf(LimitException.class)
          .hasMessageContaining("a central directory of 67108865 bytes is larger than the limit");
    }
  }

  @Test
  void refuses_a_directory_larger_than_the_file() {
    byte[] end = new byte[ZipFormat.END_SIZE];
    Archives.put(end, 0, 4, ZipFormat.END_SIGNATURE);
    Archives.put(end, 12, 4, 1);
    assertThatThrownBy(() -> Fixtures.open(end))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("a central directory of 1 bytes with 0 members is impossible");
  }
}
