package dev.brine.internal.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Files as libraries write them. */
class FileFormatTest {
  private interface Opener {
    OutputStream open(OutputStream out) throws IOException;
  }

  private static byte[] written(Opener opener) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = opener.open(bytes)) {
      out.write("content".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  @Test
  void knows_what_compressors_write() throws IOException {
    assertThat(FileFormat.of(written(GZIPOutputStream::new))).isEqualTo(FileFormat.GZIP);
    assertThat(FileFormat.of(written(DeflaterOutputStream::new))).isEqualTo(FileFormat.ZLIB);
    assertThat(FileFormat.of(written(BZip2CompressorOutputStream::new)))
        .isEqualTo(FileFormat.BZIP2);
    assertThat(FileFormat.of(written(out -> new XZOutputStream(out, new LZMA2Options()))))
        .isEqualTo(FileFormat.XZ);
    assertThat(FileFormat.of(written(out -> new LZMAOutputStream(out, new LZMA2Options(), -1))))
        .isEqualTo(FileFormat.LZMA);
  }

  @Test
  void knows_archives() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
      out.putArchiveEntry(new TarArchiveEntry("folder/"));
      out.closeArchiveEntry();
    }
    assertThat(FileFormat.of(tar.toByteArray())).isEqualTo(FileFormat.TAR);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    new ZipOutputStream(zip).close();
    assertThat(FileFormat.of(zip.toByteArray())).isEqualTo(FileFormat.EMPTY_ZIP);
    assertThat(FileFormat.isNpz(zip.toByteArray())).isTrue();
  }

  @Test
  void takes_nothing_else_for_a_format() {
    for (String text :
        new String[] {"", "P", "PK", "\u0080\u0004]q.", "x", "BZh9 is a word", "]q."}) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(FileFormat.of(bytes)).as(text).isNull();
    }
    assertThat(FileFormat.of(new byte[1024])).isNull();
  }

  @Test
  void amid_other_bytes_only_sure_magic_counts() throws IOException {
    byte[] zlib = written(DeflaterOutputStream::new);
    assertThat(FileFormat.amid(zlib, 0, zlib.length)).isNull();
    byte[] npy = "..\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(FileFormat.amid(npy, 2, npy.length)).isEqualTo(FileFormat.NPY);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void an_lzma_file_needs_a_likely_dictionary_and_size() {
    String properties = "]\0\0";
    String unsized = "\u00ff".repeat(8) + "\0";
    String sized = "\1\2\3\4\5\0\0\0" + "\0";
    assertThat(FileFormat.of(bytes(properties + "\u0080\0" + unsized))).isEqualTo(FileFormat.LZMA);
    assertThat(FileFormat.of(bytes(properties + "\0\1" + sized))).isEqualTo(FileFormat.LZMA);
    for (String other :
        new String[] {
          properties + "\3\0" + sized,
          properties + "\0\0" + sized,
          properties + "\0\1" + "\1\2\3\4\5\0\0\1" + "\0",
          properties + "\0\1" + "\u00ff".repeat(7) + "\1" + "\0",
          properties + "\0\1" + "\1\2\3\4\5\0\0\0" + "\1",
          properties + "\0\1" + "\u00ff".repeat(8),
        }) {
      assertThat(FileFormat.of(bytes(other))).isNull();
      assertThat(FileFormat.LZMA.hasMagic(bytes(other))).isTrue();
    }
  }

  @Test
  void a_bzip2_file_begins_with_a_block_or_its_end() {
    assertThat(FileFormat.of(bytes("BZh91AY&SY....."))).isEqualTo(FileFormat.BZIP2);
    assertThat(FileFormat.of(bytes("BZh1\u0017rE8P\u0090....."))).isEqualTo(FileFormat.BZIP2);
    for (String other : new String[] {"BZh01AY&SY.....", "BZh:1AY&SY.....", "BZh91AY&SX....."}) {
      assertThat(FileFormat.of(bytes(other))).as(other).isNull();
    }
  }

  @Test
  void a_zlib_stream_has_a_checksum_and_no_dictionary() {
    for (int second = 0; second < 256; second++) {
      boolean valid = (0x7800 + second) % 31 == 0 && (second & 0x20) == 0;
      byte[] first = {0x78, (byte) second, 0};
      assertThat(FileFormat.of(first)).isEqualTo(valid ? FileFormat.ZLIB : null);
    }
  }

  @Test
  void a_safetensors_file_begins_with_the_length_of_an_object() {
    assertThat(FileFormat.isSafetensors(bytes("\2\0\0\0\0\0\0\0{}"), 10)).isTrue();
    assertThat(FileFormat.isSafetensors(bytes("\0\1\0\0\0\0\0\0{\""), 264)).isTrue();
    assertThat(FileFormat.isSafetensors(bytes("\0\1\0\0\0\0\0\0{\""), 263)).isFalse();
    assertThat(FileFormat.isSafetensors(bytes("\1\0\0\0\0\0\0\0{}"), 10)).isFalse();
    assertThat(FileFormat.isSafetensors(bytes("\2\0\0\0\0\0\0\u0080{}"), 10)).isFalse();
    assertThat(FileFormat.isSafetensors(bytes("\2\0\0\0\0\0\0\0{ "), 10)).isFalse();
    assertThat(FileFormat.isSafetensors(bytes("\2\0\0\0\0\0\0\0[]"), 10)).isFalse();
    assertThat(FileFormat.isSafetensors(bytes("\2\0\0\0\0\0\0\0{"), 10)).isFalse();
  }

  @Test
  void a_tar_archive_is_told_amid_other_bytes_by_its_magic() {
    byte[] tar = new byte[600];
    System.arraycopy(bytes("ustar"), 0, tar, 300, 5);
    assertThat(FileFormat.amid(tar, 43, tar.length)).isEqualTo(FileFormat.TAR);
    assertThat(FileFormat.amid(tar, 43, 304)).isNull();
    assertThat(FileFormat.amid(tar, 44, tar.length)).isNull();
  }
}
