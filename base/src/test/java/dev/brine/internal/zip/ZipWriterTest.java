package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.io.ChannelTarget;
import dev.brine.internal.io.FileTarget;
import dev.brine.internal.io.StreamTarget;
import dev.brine.internal.zip.DeflatedTarget.WriteQueue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer writes, as the JDK and Brine itself read it. */
class ZipWriterTest {
  private static final int BLOCK = DeflatedTarget.Block.SIZE;

  /** Members of sizes around those at which the writer changes its ways. */
  private static final Map<String, byte[]> MEMBERS = members();

  @TempDir Path folder;

  private interface Writing {
    void to(ZipWriter writer) throws IOException;
  }

  private static void write(FileTarget target, int threads, Writing writing) throws IOException {
    try (ZipWriter writer = new ZipWriter(target, threads)) {
      writing.to(writer);
      writer.finish(null);
    }
  }

  /** An archive in a stream, whose members have data descriptors. */
  private static byte[] streamed(int threads, Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(new StreamTarget(out), threads, writing);
    return out.toByteArray();
  }

  /** An archive in a file. */
  private Path file(int threads, Writing writing) throws IOException {
    Path path = folder.resolve("a.zip");
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(new ChannelTarget(channel), threads, writing);
    }
    return path;
  }

  private static void put(ZipWriter writer, String name, int level, byte[] contents)
      throws IOException {
    MemberTarget member = writer.begin(name, level);
    member.write(contents);
    member.end();
  }

  /** Bytes that deflate to about a half. */
  private static byte[] contents(int size) {
    byte[] bytes = new byte[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(16);
    }
    return bytes;
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static Map<String, byte[]> members() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int size :
        new int[] {
          0, 1, 16 * 1024, 16 * 1024 + 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 2_000_000, 5
        }) {
      members.put("m" + size + ".npy", contents(size));
    }
    return members;
  }

  private static Writing all(int level) {
    return writer -> {
      for (Map.Entry<String, byte[]> member : MEMBERS.entrySet()) {
        put(writer, member.getKey(), level, member.getValue());
      }
    };
  }

  private static void assertReadByBrine(byte[] archive, int method) throws IOException {
    ZipArchive zip = Fixtures.open(archive);
    List<String> names = new ArrayList<>();
    for (ZipMember member : zip.directory().members()) {
      byte[] expected = Objects.requireNonNull(MEMBERS.get(member.name()), member.name());
      assertThat(zip.readAll(member, ZipArchive.UNLIMITED)).isEqualTo(expected);
      assertThat(member.method()).isEqualTo(method);
      assertThat(member.crc32()).isEqualTo(crc(expected));
      names.add(member.name());
    }
    assertThat(names).containsExactlyElementsOf(MEMBERS.keySet());
  }

  private static void assertReadByZipFile(Path path, int method) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      assertThat(zip.size()).isEqualTo(MEMBERS.size());
      for (Map.Entry<String, byte[]> member : MEMBERS.entrySet()) {
        ZipEntry entry = zip.getEntry(member.getKey());
        assertThat(entry.getMethod()).isEqualTo(method);
        assertThat(entry.getSize()).isEqualTo(member.getValue().length);
        assertThat(entry.getCrc()).isEqualTo(crc(member.getValue()));
        try (InputStream in = zip.getInputStream(entry)) {
          assertThat(in.readAllBytes()).isEqualTo(member.getValue());
        }
      }
    }
  }

  private static void assertReadByZipInputStream(byte[] archive) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (Map.Entry<String, byte[]> member : MEMBERS.entrySet()) {
        ZipEntry entry = in.getNextEntry();
        assertThat(entry).isNotNull();
        assertThat(entry.getName()).isEqualTo(member.getKey());
        assertThat(in.readAllBytes()).isEqualTo(member.getValue());
      }
      assertThat(in.getNextEntry()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"-2, 1", "-2, 3", "-1, 1", "-1, 2", "-1, 4", "0, 2", "1, 2", "9, 3"})
  void an_archive_in_a_file_is_read_by_the_jdk_and_by_brine(int level, int threads)
      throws IOException {
    Path path = file(threads, all(level));
    byte[] archive = Files.readAllBytes(path);
    int method = level == ZipWriter.STORED ? ZipEntry.STORED : ZipEntry.DEFLATED;
    assertReadByBrine(archive, method);
    assertReadByZipFile(path, method);
    assertReadByZipInputStream(archive);
  }

  @ParameterizedTest
  @CsvSource({"-2, 1", "-1, 1", "-1, 4"})
  void an_archive_in_a_stream_has_descriptors_and_is_read(int level, int threads)
      throws IOException {
    byte[] archive = streamed(threads, all(level));
    int method = level == ZipWriter.STORED ? ZipEntry.STORED : ZipEntry.DEFLATED;
    assertReadByBrine(archive, method);
    assertReadByZipFile(Files.write(folder.resolve("s.zip"), archive), method);
    assertThat(ZipFormat.u16(archive, 6)).isEqualTo(ZipFormat.FLAG_DATA_DESCRIPTOR);
    // crc and sizes come after the bytes of the first member, which is empty
    assertThat(ZipFormat.u32(archive, 14)).isZero();
    int descriptor = ZipFormat.LOCAL_SIZE + "m0.npy".length() + 20 + (method == 0 ? 0 : 2);
    assertThat(ZipFormat.i32(archive, descriptor)).isEqualTo(ZipFormat.DESCRIPTOR_SIGNATURE);
  }

  @Test
  void the_number_of_threads_does_not_change_a_byte() throws IOException {
    byte[] one = streamed(1, all(6));
    for (int threads = 2; threads <= 5; threads++) {
      assertThat(streamed(threads, all(6))).isEqualTo(one);
    }
  }

  @Test
  void stored_and_deflated_members_keep_their_order() throws IOException {
    byte[] large = contents(1_000_000);
    byte[] archive =
        Files.readAllBytes(
            file(
                3,
                writer -> {
                  for (int i = 0; i < 6; i++) {
                    put(writer, "d" + i, 6, large);
                    put(writer, "s" + i, ZipWriter.STORED, new byte[] {(byte) i});
                  }
                }));
    ZipArchive zip = Fixtures.open(archive);
    for (int i = 0; i < 6; i++) {
      List<ZipMember> members = zip.directory().members();
      assertThat(zip.readAll(members.get(2 * i), 1_000_000)).isEqualTo(large);
      assertThat(zip.readAll(members.get(2 * i + 1), 1)).containsExactly(i);
      assertThat(members.get(2 * i + 1).localHeaderOffset())
          .isGreaterThan(members.get(2 * i).localHeaderOffset());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipWriter.STORED, 6})
  void bytes_may_come_in_pieces_of_any_kind(int level) throws IOException {
    byte[] contents = contents(1_000_000);
    byte[] archive =
        streamed(
            2,
            writer -> {
              MemberTarget member = writer.begin("a", level);
              ByteBuffer direct = ByteBuffer.allocateDirect(600_000).put(contents, 0, 600_000);
              member.write(direct.flip());
              assertThat(direct.hasRemaining()).isFalse();
              for (int at = 600_000; at < 700_000; at += 1000) {
                member.write(ByteBuffer.wrap(contents, at, 1000));
              }
              ByteBuffer rest = ByteBuffer.wrap(contents, 700_000, 300_000).asReadOnlyBuffer();
              member.write(rest);
              assertThat(rest.hasRemaining()).isFalse();
              member.end();
            });
    ZipArchive zip = Fixtures.open(archive);
    assertThat(zip.readAll(zip.directory().members().get(0), 1_000_000)).isEqualTo(contents);
  }

  @Test
  void a_block_refers_back_to_the_one_before_it() throws IOException {
    byte[] contents = new byte[BLOCK + 30_000];
    new Random(3).nextBytes(contents);
    System.arraycopy(contents, BLOCK - 30_000, contents, BLOCK, 30_000);
    byte[] archive = streamed(2, writer -> put(writer, "a", 9, contents));
    assertThat(archive.length).isBetween(BLOCK, BLOCK + 2_000);
    ZipArchive zip = Fixtures.open(archive);
    assertThat(zip.readAll(zip.directory().members().get(0), contents.length)).isEqualTo(contents);
  }

  @Test
  void headers_are_those_that_zipfile_writes_for_numpy() throws IOException {
    byte[] archive =
        Files.readAllBytes(file(1, writer -> put(writer, "a.npy", ZipWriter.STORED, Fixtures.A)));
    // numpy.savez forces zip64 on the local header, while the directory has what fits
    assertThat(ZipFormat.u16(archive, 4)).isEqualTo(45);
    assertThat(ZipFormat.u16(archive, 6)).isZero();
    assertThat(ZipFormat.u32(archive, 10)).isEqualTo(0x210000);
    assertThat(ZipFormat.u32(archive, 18)).isEqualTo(0xffffffffL);
    assertThat(ZipFormat.u32(archive, 22)).isEqualTo(0xffffffffL);
    assertThat(ZipFormat.u16(archive, 28)).isEqualTo(20);
    assertThat(ZipFormat.u32(archive, 39)).isEqualTo(768);
    int entry = Archives.directory(archive);
    assertThat(ZipFormat.u16(archive, entry + 4)).isEqualTo(3 << 8 | 45);
    assertThat(ZipFormat.u32(archive, entry + 20)).isEqualTo(768);
    assertThat(ZipFormat.u32(archive, entry + 24)).isEqualTo(768);
    assertThat(ZipFormat.u16(archive, entry + 30)).isZero();
    assertThat(ZipFormat.u32(archive, entry + 38)).isEqualTo(0600L << 16);
    assertThat(Fixtures.open(archive).directory().members().get(0).time())
        .hasToString("1980-01-01T00:00");
  }

  @Test
  void only_names_outside_of_ascii_are_marked_as_utf8() throws IOException {
    Path path =
        file(
            1,
            writer -> {
              put(writer, "a.npy", 6, Fixtures.A);
              put(writer, "\u00e9\ud83d\ude00.npy", 6, Fixtures.B);
            });
    ZipArchive zip = Fixtures.open(Files.readAllBytes(path));
    assertThat(zip.directory().members())
        .extracting(ZipMember::isUtf8)
        .containsExactly(false, true);
    try (ZipFile file = new ZipFile(path.toFile())) {
      assertThat(file.getEntry("\u00e9\ud83d\ude00.npy").getSize()).isEqualTo(1200);
    }
  }

  @Test
  void names_that_no_archive_can_hold_are_refused() {
    assertThatCode(() -> ZipWriter.checkName("n".repeat(0xffff))).doesNotThrowAnyException();
    assertThatCode(() -> ZipWriter.checkName("")).doesNotThrowAnyException();
    assertThatThrownBy(() -> ZipWriter.checkName("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUL");
    assertThatThrownBy(() -> ZipWriter.checkName("a\ud83d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
    for (String tooLong : List.of("n".repeat(0x10000), "\u00e9".repeat(0x8000))) {
      assertThatThrownBy(() -> ZipWriter.checkName(tooLong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("longer than 65535 bytes");
    }
  }

  @Test
  void members_of_the_same_name_are_both_kept() throws IOException {
    byte[] archive =
        streamed(
            1,
            writer -> {
              put(writer, "a", ZipWriter.STORED, Fixtures.A);
              put(writer, "a", 6, Fixtures.B);
            });
    ZipArchive zip = Fixtures.open(archive);
    List<ZipMember> members = zip.directory().members();
    assertThat(members).extracting(ZipMember::name).containsExactly("a", "a");
    assertThat(zip.readAll(members.get(0), 10_000)).isEqualTo(Fixtures.A);
    assertThat(zip.readAll(members.get(1), 10_000)).isEqualTo(Fixtures.B);
  }

  @Test
  void the_directory_may_have_an_order_of_its_own() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipWriter writer = new ZipWriter(new StreamTarget(out), 1)) {
      for (String name : List.of("b", "c", "a")) {
        put(writer, name, ZipWriter.STORED, Fixtures.A);
      }
      writer.finish(Comparator.naturalOrder());
    }
    ZipArchive zip = Fixtures.open(out.toByteArray());
    assertThat(zip.directory().members())
        .extracting(ZipMember::name)
        .containsExactly("a", "b", "c");
    for (ZipMember member : zip.directory().members()) {
      assertThat(zip.readAll(member, 1000)).isEqualTo(Fixtures.A);
    }
  }

  @Test
  void what_is_not_finished_is_no_archive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipWriter writer = new ZipWriter(new StreamTarget(out), 3)) {
      put(writer, "a", 6, contents(1_000_000));
      MemberTarget half = writer.begin("b", 6);
      half.write(contents(1_000_000));
    }
    assertThatThrownBy(() -> Fixtures.open(out.toByteArray())).isInstanceOf(BrineException.class);
  }

  @ParameterizedTest
  @CsvSource({"-2, 1", "6, 1", "6, 3"})
  void a_disk_that_fills_up_fails_the_write(int level, int threads) {
    OutputStream full =
        new OutputStream() {
          private int room = 500_000;

          @Override
          public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
              throw new IOException("no space left");
            }
          }
        };
    assertThatThrownBy(
            () ->
                write(
                    new StreamTarget(full),
                    threads,
                    writer -> put(writer, "a", level, contents(5_000_000))))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void an_archive_of_more_than_65535_members_has_a_zip64_end() throws IOException {
    int count = 65_536;
    Path path =
        file(
            1,
            writer -> {
              for (int i = 0; i < count; i++) {
                put(writer, "m" + i, ZipWriter.STORED, new byte[0]);
              }
            });
    byte[] archive = Files.readAllBytes(path);
    int locator = archive.length - ZipFormat.END_SIZE - ZipFormat.LOCATOR64_SIZE;
    assertThat(ZipFormat.i32(archive, locator)).isEqualTo(ZipFormat.LOCATOR64_SIGNATURE);
    assertThat(Fixtures.open(archive).directory().members()).hasSize(count);
    try (ZipFile zip = new ZipFile(path.toFile())) {
      assertThat(zip.size()).isEqualTo(count);
      assertThat(zip.getEntry("m65535")).isNotNull();
    }
  }

  @Test
  void an_archive_behind_five_gigabytes_has_zip64_offsets() throws IOException {
    Path path = folder.resolve("far.zip");
    long far = 5_000_000_000L;
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.position(far);
      write(
          new ChannelTarget(channel),
          2,
          writer -> {
            put(writer, "a", ZipWriter.STORED, Fixtures.A);
            put(writer, "b", 6, contents(1_000_000));
          });
    }
    try (ByteSource source = ByteSources.open(path);
        ZipFile file = new ZipFile(path.toFile())) {
      ZipArchive zip = ZipArchive.open(source);
      List<ZipMember> members = zip.directory().members();
      assertThat(members.get(0).localHeaderOffset()).isEqualTo(far);
      assertThat(zip.readAll(members.get(0), 1000)).isEqualTo(Fixtures.A);
      assertThat(zip.readAll(members.get(1), 1_000_000)).isEqualTo(contents(1_000_000));
      try (InputStream in = file.getInputStream(file.getEntry("b"))) {
        assertThat(in.readAllBytes()).isEqualTo(contents(1_000_000));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, 0",
    "0, 2147483647, 0",
    "0, 2147483648, 20",
    "2147483647, 100, 0",
    "2147483648, 100, 12",
    "9999999999, 2147483648, 28",
  })
  void an_entry_has_the_zip64_fields_that_it_needs(long offset, long size, int extra) {
    WrittenMember member = WrittenMember.of("a", ZipMember.STORED, false);
    member.startAt(offset);
    member.complete(7, size, size);
    byte[] entry = member.directoryEntry();
    assertThat(entry).hasSize(ZipFormat.CENTRAL_SIZE + 1 + extra);
    assertThat(ZipFormat.u16(entry, 30)).isEqualTo(extra);
    assertThat(ZipFormat.u32(entry, 16)).isEqualTo(7);
    assertThat(ZipFormat.u32(entry, 24)).isEqualTo(size < 1L << 31 ? size : 0xffffffffL);
    assertThat(ZipFormat.u32(entry, 42)).isEqualTo(offset < 1L << 31 ? offset : 0xffffffffL);
    if (extra > 0) {
      ByteBuffer last = ByteBuffer.wrap(entry, entry.length - Long.BYTES, Long.BYTES);
      long field = Long.reverseBytes(last.getLong());
      assertThat(field).isEqualTo(offset < 1L << 31 ? size : offset);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 100, false",
    "65535, 2147483647, 100, false",
    "65536, 100, 100, true",
    "1, 2147483648, 100, true",
    "1, 100, 2147483648, true",
  })
  void an_end_is_zip64_only_if_it_must_be(int count, long offset, long size, boolean zip64) {
    byte[] end = WrittenMember.end(count, offset, size);
    assertThat(end.length > ZipFormat.END_SIZE).isEqualTo(zip64);
    assertThat(ZipFormat.i32(end, 0))
        .isEqualTo(zip64 ? ZipFormat.END64_SIGNATURE : ZipFormat.END_SIGNATURE);
    int at = end.length - ZipFormat.END_SIZE;
    assertThat(ZipFormat.u16(end, at + 10)).isEqualTo(Math.min(count, 0xffff));
    assertThat(ZipFormat.u32(end, at + 16)).isEqualTo(offset);
  }

  @Test
  void steps_run_in_order_however_blocks_end() throws IOException {
    WriteQueue queue = new WriteQueue(2);
    List<Integer> ran = new ArrayList<>();
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> second = CompletableFuture.completedFuture(0);
    queue.add(() -> ran.add(0));
    assertThat(ran).containsExactly(0);
    queue.add(first, () -> ran.add(1));
    queue.add(second, () -> ran.add(2));
    queue.add(() -> ran.add(3));
    assertThat(ran).containsExactly(0);
    first.complete(0);
    queue.add(new CompletableFuture<>(), () -> ran.add(4));
    assertThat(ran).containsExactly(0, 1, 2, 3);
  }

  @Test
  void an_interrupt_or_a_failure_while_compressing_reaches_the_writer() throws IOException {
    WriteQueue queue = new WriteQueue(2);
    queue.add(new CompletableFuture<>(), () -> {});
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(queue::finish).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    WriteQueue failing = new WriteQueue(2);
    Throwable cause = new OutOfMemoryError("no heap");
    assertThatThrownBy(
            () -> {
              failing.add(CompletableFuture.failedFuture(cause), () -> {});
              failing.finish();
            })
        .isInstanceOf(IllegalStateException.class)
        .hasCause(cause);
  }

  private static List<ZipMember> membersOf(String fixture) throws IOException {
    return Fixtures.open(fixture).directory().members();
  }

  private static ByteSource source(String fixture) {
    return ByteSources.of(Fixtures.bytes(fixture), Location.of(fixture));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored.zip",
        "deflated.zip",
        "stored-streamed.zip",
        "deflated-streamed-forced-zip64.zip",
        "zip64-central-deflated.zip",
        "bzip2.zip",
        "lzma.zip",
        "unicode.zip",
        "cp437.zip",
        "directories.zip",
        "prefix.zip",
      })
  void an_update_copies_members_as_they_are(String fixture) throws IOException {
    Path path =
        file(
            2,
            writer -> {
              put(writer, "new", 6, contents(300_000));
              try (ZipUpdate update = new ZipUpdate(source(fixture))) {
                update.copyTo(writer);
              }
            });
    ZipArchive copy = Fixtures.open(Files.readAllBytes(path));
    ZipArchive old = Fixtures.open(fixture);
    List<ZipMember> expected = membersOf(fixture);
    List<ZipMember> members = copy.directory().members();
    assertThat(members).hasSize(expected.size() + 1);
    for (int i = 0; i < expected.size(); i++) {
      ZipMember before = expected.get(i);
      ZipMember after = members.get(i + 1);
      assertThat(after.name()).isEqualTo(before.name());
      assertThat(after.method()).isEqualTo(before.method());
      assertThat(after.compressedSize()).isEqualTo(before.compressedSize());
      assertThat(after.dosTime()).isEqualTo(before.dosTime());
      assertThat(copy.readAll(after, 1 << 20)).isEqualTo(old.readAll(before, 1 << 20));
    }
  }

  @Test
  void an_update_puts_new_members_in_the_place_of_old_ones() throws IOException {
    byte[] old =
        streamed(
            1,
            writer -> {
              for (String name : List.of("a", "b", "c", "d", "b")) {
                put(writer, name, 6, contents(1000));
              }
              put(writer, "e", 6, Fixtures.A);
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipUpdate update = new ZipUpdate(ByteSources.of(old));
        ZipWriter writer = new ZipWriter(new StreamTarget(out), 1)) {
      assertThat(update.keeps("b")).isTrue();
      assertThat(update.keeps("B")).isFalse();
      update.replace("b", "b.npy");
      update.replace("nothing", "x");
      assertThat(update.keeps("b")).isFalse();
      assertThat(update.remove("c")).isTrue();
      assertThat(update.remove("c")).isFalse();
      put(writer, "x", ZipWriter.STORED, Fixtures.B);
      put(writer, "b.npy", ZipWriter.STORED, Fixtures.B);
      update.copyTo(writer);
      writer.finish(update.order());
    }
    ZipArchive zip = Fixtures.open(out.toByteArray());
    assertThat(zip.directory().members())
        .extracting(ZipMember::name)
        .containsExactly("a", "b.npy", "d", "e", "x");
    assertThat(zip.readAll(zip.directory().members().get(1), 10_000)).isEqualTo(Fixtures.B);
    assertThat(zip.readAll(zip.directory().members().get(3), 10_000)).isEqualTo(Fixtures.A);
  }

  @Test
  void of_several_old_members_of_a_name_the_last_is_copied() throws IOException {
    byte[] old =
        streamed(
            1,
            writer -> {
              put(writer, "a", 6, Fixtures.A);
              put(writer, "a", 6, Fixtures.B);
            });
    byte[] copy = streamed(1, writer -> new ZipUpdate(ByteSources.of(old)).copyTo(writer));
    ZipArchive zip = Fixtures.open(copy);
    assertThat(zip.directory().members()).hasSize(1);
    assertThat(zip.readAll(zip.directory().members().get(0), 10_000)).isEqualTo(Fixtures.B);
  }

  @Test
  void a_member_whose_headers_contradict_each_other_is_not_copied() {
    byte[] damaged = Archives.stored("a", new byte[100]);
    Archives.put(damaged, 14, 4, 7);
    assertThatThrownBy(
            () -> streamed(1, writer -> new ZipUpdate(ByteSources.of(damaged)).copyTo(writer)))
        .isInstanceOf(BrineException.class)
        .hasMessageContaining("CRC-32");
    byte[] encrypted = Archives.stored("a", new byte[100]);
    Archives.put(encrypted, 6, 2, 1);
    Archives.put(encrypted, Archives.directory(encrypted) + 8, 2, 1);
    assertThatThrownBy(
            () -> streamed(1, writer -> new ZipUpdate(ByteSources.of(encrypted)).copyTo(writer)))
        .isInstanceOf(BrineException.class)
        .hasMessageContaining("encrypted");
    byte[] archive = Archives.stored("a", new byte[100]);
    assertThatThrownBy(() -> new ZipUpdate(ByteSources.of(Arrays.copyOf(archive, 100))))
        .isInstanceOf(BrineException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1, shrink",
    "2, reduce",
    "5, reduce",
    "6, implode",
    "9, deflate64",
    "20, zstandard",
    "93, zstandard",
    "95, xz",
    "98, PPMd",
    "99, AES encryption",
    "77, unknown",
  })
  void a_method_that_cannot_be_read_is_named(int method, String name) throws IOException {
    byte[] archive = Archives.stored("a", new byte[100]);
    Archives.put(archive, 8, 2, method);
    Archives.put(archive, Archives.directory(archive) + 10, 2, method);
    ZipArchive zip = Fixtures.open(archive);
    assertThatThrownBy(() -> zip.open(zip.directory().members().get(0)))
        .hasMessage(
            "test.zip!a: the member is compressed with method "
                + method
                + " ("
                + name
                + "); save it again with deflate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bzip2.zip", "lzma.zip"})
  void damaged_bzip2_and_lzma_members_fail_as_damaged(String fixture) throws IOException {
    Random random = new Random(4);
    int failed = 0;
    for (int i = 0; i < 300; i++) {
      byte[] archive = Fixtures.bytes(fixture);
      ZipMember member = membersOf(fixture).get(0);
      int start = (int) member.localHeaderOffset() + ZipFormat.LOCAL_SIZE + member.name().length();
      int at = start + random.nextInt((int) member.compressedSize());
      archive[at] ^= (byte) (1 << random.nextInt(8));
      try {
        ZipArchive zip = Fixtures.open(archive);
        byte[] bytes = zip.readAll(zip.directory().members().get(0), 1 << 20);
        assertThat(crc(bytes)).isEqualTo(member.crc32());
      } catch (BrineException e) {
        failed++;
      }
    }
    assertThat(failed).isGreaterThan(200);
  }
}
