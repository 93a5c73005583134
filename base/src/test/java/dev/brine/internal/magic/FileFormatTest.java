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
}
