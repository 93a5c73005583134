package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives that say two things at once. */
class ContradictionsTest {

  private static void assertRefused(byte[] archive, String message) {
    assertThatThrownBy(
            () -> {
              ZipArchive zip = Fixtures.open(archive);
              for (ZipMember member : zip.directory().members()) {
                zip.readAll(member, Long.MAX_VALUE);
              }
            })
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONTAINER))
        .hasMessageContaining(message);
  }

  private static byte[] changed(String fixture, Consumer<byte[]> change) {
    byte[] archive = Fixtures.bytes(fixture);
    change.accept(archive);
    return archive;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 0 | 4 | test.zip!a.bin@0: there is no local header at this offset of the archive",
        " 8 | 2 | about the compression method: 7",
        "14 | 4 | about the CRC-32: 7",
        "18 | 4 | about the compressed size: 7",
        "22 | 4 | about the size: 7",
        "26 | 2 | the local header names another member, \"a.bin",
        "30 | 1 | the local header names another member, \"\\u0007.bin\"",
      })
  void a_local_header_that_differs_is_refused(int at, int count, String message) {
    assertRefused(changed("stored.zip", b -> Archives.put(b, at, count, 7)), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 4 | 2 | 7 | several disks",
        " 6 | 2 | 7 | several disks",
        " 8 | 2 | 7 | several disks",
        " 8 | 4 | 0x10001 | does not have the 1 members that the end record states",
        " 8 | 4 | 0x70007 | a central directory of 102 bytes with 7 members is impossible",
        "12 | 4 | 7 | a central directory of 7 bytes with 2 members is impossible",
        "12 | 4 | 101 | this is not an entry of a central directory",
        "16 | 4 | 7 | its local header is said to be at 803, after the start",
        "16 | 4 | 0x7fffffff | the central directory is said to be at 2147483647 but",
      })
  void an_end_record_that_lies_is_refused(int at, int count, String value, String message) {
    byte[] archive =
        changed(
            "stored.zip", b -> Archives.put(b, Archives.end(b) + at, count, Long.decode(value)));
    assertRefused(archive, message);
  }

  @Test
  void members_that_overlap_are_refused() throws IOException {
    // Both entries point to the first member, as in a zip bomb.
    byte[] twice =
        changed(
            "duplicates.zip",
            b -> {
              int second = Archives.directory(b) + ZipFormat.CENTRAL_SIZE + "x.npy".length();
              System.arraycopy(b, Archives.directory(b), b, second, ZipFormat.CENTRAL_SIZE);
            });
    ZipArchive archive = Fixtures.open(twice);
    ZipMember first = archive.directory().members().get(0);
    assertThatThrownBy(() -> archive.open(first))
        .hasMessage(
            "test.zip!x.npy@0: the member at this offset of the archive overlaps what follows it:"
                + " bytes of it are missing, or this is a zip bomb");
    assertThat(archive.readAll(archive.directory().members().get(1), 1000)).isEqualTo(Fixtures.A);
  }

  @Test
  void a_member_that_reaches_into_the_directory_is_refused() {
    byte[] archive = Archives.stored("a", new byte[100]);
    for (int header : new int[] {18, Archives.directory(archive) + 20}) {
      Archives.put(archive, header, 4, 101);
      Archives.put(archive, header + 4, 4, 101);
    }
    assertRefused(archive, "overlaps what follows it");
  }

  @Test
  void a_member_that_reaches_past_the_end_is_refused() {
    byte[] archive = Archives.stored("a", new byte[100]);
    Archives.put(archive, Archives.directory(archive) + 20, 4, 1000);
    assertRefused(archive, "runs past the end of the archive");
  }

  @Test
  void a_size_smaller_or_larger_than_the_data_is_refused() {
    for (byte[] archive :
        new byte[][] {
          Archives.deflated("a", Fixtures.B), Archives.deflated("a", new byte[0]),
        }) {
      int sizeAt = Archives.directory(archive) + 24;
      long size = ZipFormat.u32(archive, sizeAt);
      Archives.put(archive, sizeAt, 4, size + 1);
      assertRefused(
          archive, "!a@" + size + ": the member ends here, but the directory says it has");
      if (size > 0) {
        Archives.put(archive, sizeAt, 4, size - 1);
        assertRefused(archive, "!a@" + (size - 1) + ": the member is longer than the ");
      }
    }
  }

  @Test
  void a_stored_member_of_two_sizes_is_refused() {
    byte[] archive = Archives.stored("a", new byte[100]);
    Archives.put(archive, 22, 4, 99);
    Archives.put(archive, Archives.directory(archive) + 24, 4, 99);
    assertRefused(archive, "the member is stored, but 100 bytes cannot be the 99");
  }

  @Test
  void bytes_after_the_deflate_stream_are_refused() {
    byte[] archive = Archives.deflated("a", Fixtures.B);
    int sizeAt = Archives.directory(archive) + 20;
    // The data descriptor is taken for the member's last bytes.
    Archives.put(archive, sizeAt, 4, ZipFormat.u32(archive, sizeAt) + 16);
    assertRefused(archive, "16 bytes follow the compressed data, within the member");
  }

  @Test
  void a_deflate_stream_without_an_end_is_refused() {
    byte[] archive = Archives.deflated("a", Fixtures.B);
    int sizeAt = Archives.directory(archive) + 20;
    Archives.put(archive, sizeAt, 4, ZipFormat.u32(archive, sizeAt) - 1);
    assertRefused(archive, "the deflate stream does not end within the member");
  }

  @Test
  void a_wrong_crc_is_refused() {
    byte[] archive = Archives.deflated("a", Fixtures.B);
    Archives.put(archive, Archives.directory(archive) + 16, 4, 0xabc);
    assertRefused(
        archive,
        "test.zip!a@1200: the member is damaged: its CRC-32 is 0x4ef371d4, not the 0x00000abc"
            + " that the directory states");
  }

  @Test
  void a_name_that_is_not_the_utf8_it_claims_is_refused() {
    byte[] archive =
        changed(
            "cp437.zip", b -> Archives.put(b, Archives.directory(b) + 8, 2, ZipFormat.FLAG_UTF8));
    assertRefused(archive, "marked as UTF-8 but is not");
  }

  @Test
  void a_name_with_a_nul_is_refused_when_read() throws IOException {
    byte[] archive = Archives.stored("a\0.npy", new byte[3]);
    assertThat(Fixtures.open(archive).directory().members().get(0).name()).isEqualTo("a\0.npy");
    assertRefused(archive, "test.zip!a\\u0000.npy@0: the member's name has a NUL");
  }

  @Test
  void a_zip64_end_record_that_contradicts_the_end_record_is_refused() {
    byte[] archive = changed("zip64-end-prefix.zip", b -> Archives.put(b, b.length - 15, 2, 1));
    assertThat(ZipFormat.i32(archive, archive.length - 23)).isEqualTo(ZipFormat.END_SIGNATURE);
    assertRefused(archive, "the zip64 end record contradicts the end record");
  }

  @Test
  void an_archive_whose_middle_is_missing_is_refused() {
    byte[] whole = Fixtures.bytes("stored.zip");
    byte[] holed = Arrays.copyOf(whole, whole.length - 500);
    System.arraycopy(whole, 1000, holed, 500, whole.length - 1000);
    assertRefused(holed, "the central directory is said to be at");
  }
}
