package dev.brine.scan;

import static dev.brine.scan.Made.DATA;
import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.numbers;
import static dev.brine.scan.Made.objects;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.stored;
import static dev.brine.scan.Made.tar;
import static dev.brine.scan.Made.tarHeader;
import static dev.brine.scan.Made.zip;
import static dev.brine.scan.Made.zlib;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Pickles in archives, in what is compressed, and behind one another. */
class ContainersTest {
  /** Numbers that only begin like an opcode. */
  private static final byte[] PAYLOAD_LIKE = pickle("N.\u0003\u0004\u00ff\u00ffcrest\u0001");

  /** What holds it, the file, its form, its verdict, the member or words of a finding. */
  static final List<Arguments> HELD =
      List.of(
          held(
              "a zip",
              zip(entry("a.npy", numbers(DATA)), entry("data.pkl", PAYLOAD)),
              Form.ZIP,
              "member=data.pkl"),
          held("a zip, under any name", zip(entry("readme", PAYLOAD)), Form.ZIP, "member=readme"),
          held(
              "a zip in a zip",
              zip(entry("b.zip", zip(entry("c", PAYLOAD)))),
              Form.ZIP,
              "member=b.zip!c"),
          held(
              "a tar",
              tar(entry("a.npy", numbers(DATA)), entry("b.pkl", PAYLOAD)),
              Form.TAR,
              "member=b.pkl"),
          held("gzip", gzip(PAYLOAD), Form.GZIP, "posix"),
          held("zlib", zlib(PAYLOAD), Form.ZLIB, "posix"),
          held("gzip of gzip", gzip(gzip(PAYLOAD)), Form.GZIP, "posix"),
          held("a tar.gz", gzip(tar(entry("b.pkl", PAYLOAD))), Form.GZIP, "member=b.pkl"),
          held("bzip2", bzip2(PAYLOAD), Form.BZIP2, "posix"),
          held("xz", xz(PAYLOAD), Form.XZ, "posix"),
          held("lzma", lzma(PAYLOAD), Form.LZMA, "posix"),
          held("two gzip members", halves(), Form.GZIP, "posix"),
          held("a pickle behind gzip", join(gzip(DATA), PAYLOAD), Form.GZIP, "posix"),
          held("gzip behind a pickle", join(DATA, gzip(PAYLOAD)), Form.PICKLE, "posix"),
          held(
              "a pickle behind a tar",
              join(tar(entry("a.npy", numbers(DATA))), PAYLOAD),
              Form.TAR,
              "posix"),
          held(
              "a pickle before a zip",
              join(PAYLOAD, zip(entry("a.npy", numbers(DATA)))),
              Form.ZIP,
              "posix"),
          held(
              "a zip behind an array",
              join(numbers(DATA), zip(entry("b", PAYLOAD))),
              Form.NPY,
              "posix"),
          held(
              "an array behind an array",
              join(numbers(DATA), numbers(DATA), objects("()", PAYLOAD)),
              Form.NPY,
              "posix"),
          held("a zip without a directory", truncated(stored("b.pkl", PAYLOAD)), Form.ZIP, "posix"),
          held(
              "a zip with a member of two names",
              renamed(stored("b.pkl", PAYLOAD)),
              Form.ZIP,
              "posix"),
          held("a zip that lies about sizes", resized(stored("b.pkl", PAYLOAD)), Form.ZIP, "posix"),
          held(
              "a zip with a member it does not list",
              join(truncated(stored("b.pkl", PAYLOAD)), zip(entry("a.npy", numbers(DATA)))),
              Form.ZIP,
              "does not list"),
          held(
              "an array among a zip's bytes",
              zip(entry("a", join(numbers(DATA), PAYLOAD))),
              Form.ZIP,
              "posix"),
          held(
              "a model of PyTorch",
              zip(
                  entry("archive/data.pkl", PAYLOAD),
                  entry("archive/data/0", new byte[64]),
                  entry("archive/version", pickle("3\n"))),
              Form.ZIP,
              "archive/data.pkl"));

  private static Arguments held(String what, byte[] file, Form form, String words) {
    return Arguments.of(what, file, form, words);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("HELD")
  void a_payload_is_found_in(String what, byte[] file, Form form, String words) {
    FileScan scan = Scan.of(file);
    assertThat(scan.verdict()).as(what + " " + scan.findings()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan.form()).isEqualTo(form);
    assertThat(scan.findings().toString()).contains(words).contains("module=posix");
  }

  static final List<Arguments> HONEST =
      List.of(
          Arguments.of(
              "an archive of arrays",
              zip(entry("a.npy", numbers(DATA)), entry("b.npy", numbers(PAYLOAD)))),
          Arguments.of("an empty archive", zip()),
          Arguments.of(
              "a tar of a pickle and a text",
              tar(entry("a.pkl", DATA), entry("README", pickle("Nothing.\n")))),
          Arguments.of(
              "arrays behind one another",
              join(numbers(DATA), numbers(PAYLOAD), numbers(new byte[0]))),
          Arguments.of("compressed pickles", gzip(join(DATA, DATA))),
          Arguments.of("gzip filled up with zeros", zip(entry("a.pkl.gz", gzip(DATA)))),
          Arguments.of(
              "a model of PyTorch",
              zip(
                  entry("m/data.pkl", DATA),
                  entry("m/data/0", PAYLOAD_LIKE),
                  entry("m/version", pickle("3\n")))),
          Arguments.of("many zeros", zip(entry("a.npy", numbers(new byte[16 << 20])))),
          Arguments.of(
              "a pickle with a picture", Made.inBytes(pickle("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"))),
          Arguments.of(
              "a pickle with damaged gzip in bytes", Made.inBytes(Arrays.copyOf(gzip(DATA), 15))));

  @ParameterizedTest(name = "{0}")
  @FieldSource("HONEST")
  void is_clean(String what, byte[] file) {
    FileScan scan = Scan.of(file);
    assertThat(scan.findings()).as(what).isEmpty();
    assertThat(scan.verdict()).isEqualTo(Verdict.CLEAN);
  }

  /** What is wrong with it, the file, its verdict, words of a finding. */
  static final List<Arguments> ODD =
      List.of(
          Arguments.of(
              "a cut gzip",
              Arrays.copyOf(gzip(new byte[5000]), 20),
              Verdict.MALFORMED,
              "gzip stream is damaged"),
          Arguments.of("a changed gzip", changed(gzip(DATA), -8), Verdict.MALFORMED, "CRC-32"),
          Arguments.of(
              "a cut tar",
              Arrays.copyOf(tar(entry("a.pkl", DATA)), 515),
              Verdict.MALFORMED,
              "cut off"),
          Arguments.of(
              "a tar of an absurd size",
              join(tarHeader("a.pkl", "77777777777", '0'), DATA),
              Verdict.MALFORMED,
              "cut off"),
          Arguments.of(
              "a tar without a size",
              join(tarHeader("a.pkl", "x", '0'), DATA),
              Verdict.MALFORMED,
              "impossible size"),
          Arguments.of(
              "a tar that breaks",
              join(Arrays.copyOf(tar(entry("a.pkl", DATA)), 1024), pickle("junk"), new byte[508]),
              Verdict.MALFORMED,
              "checksum"),
          Arguments.of(
              "a cut array",
              Arrays.copyOf(numbers(new byte[100]), 150),
              Verdict.MALFORMED,
              "100 bytes of elements, 22"),
          Arguments.of(
              "junk behind an array",
              join(numbers(DATA), pickle("junk")),
              Verdict.SUSPICIOUS,
              "the bytes that follow"),
          Arguments.of(
              "junk before an archive",
              join(pickle("MZ junk"), zip(entry("a.npy", numbers(DATA)))),
              Verdict.SUSPICIOUS,
              "7 bytes precede the archive"),
          Arguments.of(
              "an archive of 7z",
              pickle("7z\u00bc\u00af'\u001c\0\u0004"),
              Verdict.SUSPICIOUS,
              "cannot read"),
          Arguments.of(
              "a member compressed in a rare way", rare(), Verdict.SUSPICIOUS, "method 93"),
          Arguments.of(
              "a damaged member",
              changed(stored("a.npy", numbers(DATA)), 160),
              Verdict.MALFORMED,
              "CRC-32"),
          Arguments.of(
              "a member that is no array",
              zip(entry("a.npy", pickle("<html>"))),
              Verdict.MALFORMED,
              "unknown opcode"),
          Arguments.of("nothing", new byte[0], Verdict.MALFORMED, "the file is empty"),
          Arguments.of(
              "a page of a web server",
              pickle("<!doctype html>\n<html>"),
              Verdict.MALFORMED,
              "unknown opcode"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("ODD")
  void is_not_clean(String what, byte[] file, Verdict verdict, String words) {
    FileScan scan = Scan.of(file);
    assertThat(scan.verdict()).as(what + " " + scan.findings()).isEqualTo(verdict);
    assertThat(scan.findings().toString()).contains(words);
  }

  @Test
  void members_are_told_of_in_their_order_whatever_thread_looked_at_them() {
    Made.Entry[] entries = new Made.Entry[50];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entry("m" + i, PAYLOAD);
    }
    FileScan one = Scan.of(zip(entries), null, o -> o.withThreads(1));
    FileScan eight = Scan.of(zip(entries), null, o -> o.withThreads(8));
    assertThat(eight.findings()).hasSize(100).isEqualTo(one.findings());
  }

  @Test
  void an_xz_stream_with_a_check_that_only_liblzma_ignores_is_suspicious() {
    byte[] unknown = xz(PAYLOAD);
    unknown[7] = 11;
    CRC32 crc = new CRC32();
    crc.update(unknown, 6, 2);
    ByteBuffer.wrap(unknown).order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) crc.getValue());
    FileScan scan = Scan.of(unknown);
    assertThat(scan.verdict()).as("%s", scan.findings()).isEqualTo(Verdict.SUSPICIOUS);
  }

  private static byte[] halves() {
    int half = PAYLOAD.length / 2;
    return join(
        gzip(Arrays.copyOf(PAYLOAD, half)),
        gzip(Arrays.copyOfRange(PAYLOAD, half, PAYLOAD.length)));
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    int place = at < 0 ? bytes.length + at : at;
    changed[place] = (byte) (changed[place] ^ 1);
    return changed;
  }

  private static int directory(byte[] zip) {
    return Made.text(zip).indexOf("PK\u0001\u0002");
  }

  private static byte[] truncated(byte[] zip) {
    return Arrays.copyOf(zip, directory(zip));
  }

  private static byte[] renamed(byte[] zip) {
    byte[] changed = zip.clone();
    changed[30] = 'c';
    return changed;
  }

  private static byte[] resized(byte[] zip) {
    byte[] changed = zip.clone();
    int size = directory(zip) + 24;
    changed[size] = (byte) (changed[size] - 3);
    return changed;
  }

  private static byte[] rare() {
    byte[] changed = stored("a.npy", numbers(DATA));
    changed[8] = 93;
    changed[directory(changed) + 10] = 93;
    return changed;
  }

  private interface Compressor {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] compressed(byte[] bytes, Compressor compressor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressed = compressor.over(out)) {
      compressed.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] bzip2(byte[] bytes) {
    return compressed(bytes, BZip2CompressorOutputStream::new);
  }

  private static byte[] xz(byte[] bytes) {
    return compressed(bytes, out -> new XZOutputStream(out, new LZMA2Options()));
  }

  private static byte[] lzma(byte[] bytes) {
    return compressed(bytes, out -> new LZMAOutputStream(out, new LZMA2Options(), -1));
  }
}
