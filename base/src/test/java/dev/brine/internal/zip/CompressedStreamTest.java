package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.magic.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Files that are compressed as a whole. */
class CompressedStreamTest {
  private static final byte[] DATA = data();

  private static byte[] data() {
    byte[] bytes = new byte[20_000];
    new Random(5).nextBytes(bytes);
    Arrays.fill(bytes, 5_000, 15_000, (byte) 7);
    return bytes;
  }

  enum Codec {
    GZIP,
    ZLIB,
    BZIP2,
    XZ,
    LZMA,
    ZFILE;

    byte[] compressed() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (this == ZFILE) {
        bytes.writeBytes("ZF0x4e20             ".getBytes(StandardCharsets.US_ASCII));
      }
      try (OutputStream out = encoder(bytes)) {
        out.write(DATA);
      }
      return bytes.toByteArray();
    }

    private OutputStream encoder(OutputStream to) throws IOException {
      return switch (this) {
        case GZIP -> new GZIPOutputStream(to);
        case ZLIB, ZFILE -> new DeflaterOutputStream(to);
        case BZIP2 -> new BZip2CompressorOutputStream(to);
        case XZ -> new XZOutputStream(to, new LZMA2Options(1));
        case LZMA -> new LZMAOutputStream(to, new LZMA2Options(1), DATA.length);
      };
    }
  }

  private static InputStream open(byte[] file) throws IOException {
    byte[] first = Arrays.copyOf(file, Math.min(file.length, FileFormat.HEAD));
    assertThat(CompressedStream.isCompressed(first)).isTrue();
    return CompressedStream.open(new ByteArrayInputStream(file), first, Location.of("a.joblib"));
  }

  @ParameterizedTest
  @EnumSource
  void gives_the_bytes_that_were_compressed(Codec codec) throws IOException {
    try (InputStream in = open(codec.compressed())) {
      assertThat(in.readAllBytes()).isEqualTo(DATA);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_file_that_is_cut_short_is_a_typed_failure(Codec codec) throws IOException {
    byte[] file = codec.compressed();
    for (int length : new int[] {file.length / 2, file.length - 3}) {
      assertThatThrownBy(() -> readAll(Arrays.copyOf(file, length)))
          .as("%s bytes", length)
          .isInstanceOf(BrineException.class)
          .hasMessageContaining("a.joblib");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_byte_is_a_typed_failure_or_other_bytes(Codec codec) throws IOException {
    byte[] file = codec.compressed();
    for (int at = 24; at < file.length; at += file.length / 50) {
      byte[] changed = file.clone();
      changed[at] ^= 0x55;
      try {
        assertThat(readAll(changed)).isNotEmpty();
      } catch (BrineException e) {
        assertThat(e.location().file()).isEqualTo("a.joblib");
      }
    }
  }

  @Test
  void a_dictionary_beyond_the_limit_is_refused_before_it_is_allocated() throws IOException {
    byte[] file = Codec.LZMA.compressed();
    file[4] = 0x08; // a dictionary of 128 MiB
    byte[] first = Codec.LZMA.compressed();
    assertThatThrownBy(
            () ->
                CompressedStream.open(
                    new ByteArrayInputStream(file), first, Location.of("a.joblib")))
        .isInstanceOf(LimitException.class);
  }

  @Test
  void other_bytes_are_not_compressed() {
    assertThat(CompressedStream.isCompressed(new byte[64])).isFalse();
    assertThat(CompressedStream.isCompressed("ZF0x".getBytes(StandardCharsets.US_ASCII))).isFalse();
  }

  private static byte[] readAll(byte[] file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    }
  }
}
