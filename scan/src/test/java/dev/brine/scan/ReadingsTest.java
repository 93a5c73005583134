package dev.brine.scan;

import static dev.brine.scan.Made.DATA;
import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.tar;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.scan.ScanOptions.Claim;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Bytes that different readers take for different things: the worst of these is the verdict. */
class ReadingsTest {
  private static final int USTAR = 257;

  @Test
  void a_tar_that_is_also_a_pickle_is_both() {
    // a pickle of a string that reaches over the header, and the payload behind the first member
    byte[] header = Arrays.copyOf(tar(entry("a", DATA)), 512);
    byte[] start = "cposix\nsystem\n(Vtrue\ntR.".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(start, 0, header, 0, start.length);
    dangerous(withChecksum(header));
  }

  @Test
  void a_pickle_with_a_tars_magic_is_a_pickle() {
    byte[] bytes = Arrays.copyOf(PAYLOAD, 1024);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, bytes, USTAR, 5);
    dangerous(bytes);
  }

  @Test
  void a_tar_whose_first_name_is_the_magic_of_another_format_is_a_tar() {
    for (String name : new String[] {"PK\u0003\u0004", "BZh91AY&SY", "\u001f\u008b\u0008", "]"}) {
      byte[] archive = tar(entry("12345678901", PAYLOAD));
      Arrays.fill(archive, 0, 100, (byte) 0);
      byte[] magic = name.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(magic, 0, archive, 0, magic.length);
      dangerous(withChecksum(archive));
    }
  }

  @Test
  void a_zip_at_the_end_of_anything_is_read() throws IOException {
    byte[] zip = zip(entry("a.pkl", PAYLOAD));
    dangerous(join(gzip(DATA), zip));
    dangerous(join(xz(DATA), zip));
    dangerous(join(lzma(DATA), zip));
    dangerous(join(bzip2(DATA), zip));
    dangerous(tar(entry("a", join(new byte[100], zip))));
    dangerous(gzip(join("junk".getBytes(StandardCharsets.US_ASCII), zip)));
  }

  @Test
  void an_end_record_behind_a_pickle_hides_nothing() {
    byte[] end = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);
    dangerous(join(PAYLOAD, end));
    assertThat(Scan.of(join(DATA, end)).verdict()).isLessThan(Verdict.DANGEROUS);
  }

  @Test
  void a_zip_whose_directory_has_a_wrong_count_is_read() {
    byte[] zip = zip(entry("a.pkl", PAYLOAD));
    int end = zip.length - 22;
    for (int count : new int[] {0, 7}) {
      byte[] wrong = zip.clone();
      wrong[end + 8] = (byte) count;
      wrong[end + 10] = (byte) count;
      dangerous(wrong);
      dangerous(join("prefix".getBytes(StandardCharsets.US_ASCII), wrong));
    }
  }

  @Test
  void streams_one_behind_another_are_one() throws IOException {
    byte[] first = Arrays.copyOf(PAYLOAD, 9);
    byte[] second = Arrays.copyOfRange(PAYLOAD, 9, PAYLOAD.length);
    dangerous(join(xz(first), xz(second)));
    dangerous(join(lzma(new byte[0]), lzma(PAYLOAD)));
    dangerous(join(lzma(first), xz(second)));
    dangerous(join(bzip2(first), bzip2(second)));
    dangerous(join(gzip(first), new byte[8], gzip(second)));
  }

  @Test
  void what_was_decoded_before_an_error_is_read() throws IOException {
    byte[] more = join(PAYLOAD, noise(5_000));
    for (byte[] whole : new byte[][] {xz(more), lzma(more), gzip(more)}) {
      dangerous(Arrays.copyOf(whole, whole.length - 200));
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, damaged.length - 200, damaged.length, (byte) 0xff);
      dangerous(damaged);
    }
    byte[] wrongCheck = bzip2(more);
    wrongCheck[wrongCheck.length - 3] ^= 1;
    dangerous(wrongCheck);
    dangerous(join(bzip2(PAYLOAD), "garbage".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void joblibs_oldest_format_is_zlib_behind_a_size() {
    byte[] header = String.format("ZF0x%-17s", "20").getBytes(StandardCharsets.US_ASCII);
    dangerous(join(header, Made.zlib(PAYLOAD)));
  }

  @Test
  void a_header_that_only_numpy_takes_hides_no_pickle() {
    String header = "{'descr': '|O', 'descr': '|O', 'fortran_order': False, 'shape': (1,)}";
    dangerous(Made.npy(header, pickle("\u0080\u0002Vposix\nVsystem\n\u0093(Vtrue\ntR.")));
  }

  @Test
  void the_raw_bytes_of_a_joblib_array_are_no_pickle() {
    String raw = "c__builtin__\nexec\n.....";
    byte[] honest = joblib("K" + (char) raw.length() + "\u0085", raw, "N.");
    assertThat(Scan.of(honest).verdict()).isEqualTo(Verdict.CLEAN);
    dangerous(joblib("K\u0008\u0085", "\u00ff".repeat(8), "cposix\nsystem\n(Vtrue\ntR."));
    FileScan allowed =
        Scan.of(honest, null, o -> o.withAllowed("joblib.numpy_pickle", "NumpyArrayWrapper"));
    assertThat(allowed.findings()).isEmpty();
  }

  /** A joblib before 1.2 knows no padding: for it, the elements begin where the padding does. */
  @Test
  void the_last_bytes_of_a_padded_joblib_array_are_opcodes_for_an_old_joblib() {
    String raw = "x".repeat(40) + "cos\nsystem\n)R0";
    String shape = "K" + (char) raw.length() + "\u0085Vnumpy_array_alignment_bytes\nK\u0010";
    String padding = (char) 13 + " ".repeat(13);
    dangerous(joblib(shape, padding + raw, "N."));
    assertThat(Scan.of(joblib(shape, padding + "x".repeat(54), "N.")).verdict())
        .isEqualTo(Verdict.CLEAN);
  }

  private static byte[] joblib(String shape, String raw, String behind) {
    String dtype =
        "cnumpy\ndtype\n(Vi1\nI00\nI01\ntR(K\u0003V|\nNNNJ\u00ff\u00ff\u00ff\u00ff"
            + "J\u00ff\u00ff\u00ff\u00ffK\0tb";
    return pickle(
        "\u0080\u0002cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}(Vshape\n"
            + shape
            + "Vdtype\n"
            + dtype
            + "ub"
            + raw
            + "0"
            + behind);
  }

  /** Python 2 on Windows opens a file in text mode by default. */
  @Test
  void a_pickle_whose_line_ends_became_cr_lf_is_read_as_in_text_mode() {
    byte[] crlf = pickle(Made.text(PAYLOAD).replace("\n", "\r\n"));
    dangerous(crlf);
    for (String name : new String[] {"a.bin", "a.txt", "a.pkl"}) {
      assertThat(Scan.of(crlf, name, o -> o).verdict()).isEqualTo(Verdict.DANGEROUS);
    }
    dangerous(join(pickle("I1\n0"), crlf));
    dangerous(gzip(crlf));
    byte[] table = pickle("a,b\r\n1,2\r\n");
    assertThat(Scan.of(table, "a.csv", o -> o.withClaim(Claim.FOUND)).form()).isEqualTo(Form.TEXT);
  }

  @Test
  void zlib_streams_of_any_window_are_decoded() {
    // zlib.compressobj(9, zlib.DEFLATED, bits): the header, and deflate data without compression
    byte[] raw = new byte[PAYLOAD.length + 5];
    raw[0] = 1;
    raw[1] = (byte) PAYLOAD.length;
    raw[3] = (byte) ~PAYLOAD.length;
    raw[4] = (byte) 0xff;
    System.arraycopy(PAYLOAD, 0, raw, 5, PAYLOAD.length);
    for (int bits = 8; bits <= 14; bits++) {
      int first = (bits - 8) << 4 | 8;
      int second = 31 - (first << 8) % 31;
      byte[] header = {(byte) first, (byte) second};
      dangerous(join(header, raw));
      assertThat(Scan.of(join(header, raw), "a.bin", o -> o.withClaim(Claim.FOUND)).verdict())
          .isEqualTo(Verdict.DANGEROUS);
    }
  }

  @Test
  void a_keras_model_with_code_or_a_foreign_module_is_suspicious() {
    assertThat(keras("keras.layers", "Dense").verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(keras("keras.layers", "Lambda").verdict()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(keras("os", "function").verdict()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(keras("keras.utils", "get_file").verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }

  private static FileScan keras(String module, String name) {
    String json = "{\"module\": \"" + module + "\", \"class_name\": \"" + name + "\"}";
    return Scan.of(zip(entry("config.json", json.getBytes(StandardCharsets.UTF_8))));
  }

  private static void dangerous(byte[] bytes) {
    FileScan scan = Scan.of(bytes);
    assertThat(scan.verdict()).as("%s", scan.findings()).isEqualTo(Verdict.DANGEROUS);
  }

  private static byte[] withChecksum(byte[] archive) {
    Arrays.fill(archive, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += archive[i] & 0xff;
    }
    byte[] digits = String.format("%06o", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, archive, 148, 6);
    archive[154] = 0;
    return archive;
  }

  private static byte[] noise(int count) {
    byte[] bytes = new byte[count];
    new java.util.SplittableRandom(3).nextBytes(bytes);
    return bytes;
  }

  private interface Compression {
    OutputStream to(OutputStream out) throws IOException;
  }

  private static byte[] compressed(byte[] bytes, Compression compression) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (OutputStream out = compression.to(target)) {
      out.write(bytes);
    }
    return target.toByteArray();
  }

  private static byte[] xz(byte[] bytes) throws IOException {
    return compressed(bytes, out -> new XZOutputStream(out, new LZMA2Options(0)));
  }

  private static byte[] lzma(byte[] bytes) throws IOException {
    return compressed(bytes, out -> new LZMAOutputStream(out, new LZMA2Options(0), -1));
  }

  private static byte[] bzip2(byte[] bytes) throws IOException {
    return compressed(bytes, out -> new BZip2CompressorOutputStream(out, 1));
  }
}
