package dev.brine.scan;

import static dev.brine.scan.Made.DATA;
import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.gzipBomb;
import static dev.brine.scan.Made.inBytes;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.numbers;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.tar;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Each limit is reached, and says so; what it keeps from being looked at is never clean. */
class LimitsTest {

  private static FileScan scan(byte[] file, UnaryOperator<ScanOptions> options) {
    return Scan.of(file, null, options);
  }

  private static void stops(byte[] file, UnaryOperator<ScanOptions> options, String words) {
    FileScan scan = scan(file, options);
    assertThat(scan.verdict()).as(scan.findings().toString()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(scan.findings().toString()).contains(words);
  }

  private static byte[] zips(int deep) {
    byte[] nested = PAYLOAD;
    for (int i = 0; i < deep; i++) {
      nested = zip(entry("n", nested));
    }
    return nested;
  }

  @Test
  void zips_are_looked_into_four_deep() {
    assertThat(Scan.of(zips(4)).verdict()).isEqualTo(Verdict.DANGEROUS);
    stops(zips(5), o -> o, "limit depth");
    assertThat(scan(zips(5), o -> o.withDepth(5)).verdict()).isEqualTo(Verdict.DANGEROUS);
    stops(zips(1), o -> o.withDepth(0), "limit depth");
  }

  @Test
  void containers_of_all_kinds_count_as_depth() {
    // without a zip, which would also be found at the end of the tar
    byte[] four = gzip(tar(entry("a", gzip(inBytes(PAYLOAD)))));
    assertThat(Scan.of(four).verdict()).isEqualTo(Verdict.DANGEROUS);
    stops(gzip(four), o -> o, "limit depth");
    stops(four, o -> o.withDepth(1), "limit depth");
  }

  @Test
  void a_name_of_a_million_steps_is_rated_by_the_first_of_them_at_once() {
    String steps = "a.".repeat(1_000_000);
    String calls = "system" + ".__call__".repeat(100_000);
    assertThat(longName("x", steps + "a")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(longName(steps + "a", "b")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(longName("posix", calls)).isEqualTo(Verdict.DANGEROUS);
    assertThat(longName("x", "os." + calls)).isEqualTo(Verdict.DANGEROUS);
  }

  private static Verdict longName(String module, String name) {
    FileScan scan = Scan.of(pickle("c" + module + "\n" + name + "\n."));
    assertThat(scan.findings().get(0).why()).contains("more than 4096 characters");
    return scan.verdict();
  }

  @Test
  @Timeout(20)
  void many_streams_that_each_ask_for_a_large_dictionary_are_decoded_in_bounded_time()
      throws IOException {
    byte[] one = lzma(pickle("N"));
    System.arraycopy(new byte[] {0, 0, 0, 4}, 0, one, 1, 4); // 64 MiB
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      many.writeBytes(one);
    }
    FileScan scan = Scan.of(many.toByteArray());
    assertThat(scan.isClean()).isFalse();
    many.writeBytes(lzma(PAYLOAD));
    assertThat(Scan.of(many.toByteArray()).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  @Timeout(20)
  void zeros_which_are_empty_streams_of_lzma_are_read_in_bounded_time() throws IOException {
    Scan.of(gzip(gzipBomb(new byte[0], 200)));
  }

  /** make_heavy_files.py makes more files of this kind. */
  @Test
  @Timeout(20)
  void names_of_unknown_objects_on_a_deep_stack_are_looked_for_in_bounded_time() {
    stops(pickle("\u0093NUMPY\1\0\1\0\n".repeat(400_000)), o -> o, "limit total");
    byte[] deep = pickle("N".repeat(1_000_000) + "P1\nP2\n\u0093".repeat(50_000));
    assertThat(Scan.of(deep).findings().toString()).contains("limit total");
  }

  @Test
  @Timeout(20)
  void arguments_and_states_of_many_values_are_looked_into_in_bounded_time() {
    String list = "cbuiltins\nmap\nq\1cbuiltins\ngetattr\n0]q\2(" + "]".repeat(300_000) + "e0";
    stops(pickle(list + "h\1(Nh\2tR0".repeat(5_000) + "N."), o -> o, "limit total");
    String object = "cproject\nModel\n)\u0081";
    stops(pickle(list + (object + "}Va\nh\2sb0").repeat(2_000) + "N."), o -> o, "limit total");
  }

  @Test
  void more_bzip2_streams_than_the_budget_allows_are_suspicious() throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(one)) {
      out.write(pickle("N"));
    }
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      one.writeTo(many);
    }
    stops(many.toByteArray(), o -> o.withTotal(100_000, 8), "too many compressed streams");
  }

  @Test
  void an_empty_lzma_stream_is_followed_by_the_next() throws IOException {
    byte[] empty = new byte[18];
    empty[0] = 0x5d;
    empty[3] = 1;
    assertThat(Scan.of(join(empty, lzma(PAYLOAD))).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  private static byte[] lzma(byte[] bytes) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (OutputStream out = new LZMAOutputStream(target, new LZMA2Options(0), -1L)) {
      out.write(bytes);
    }
    return target.toByteArray();
  }

  @Test
  void gzip_of_gzip_of_gzip_ends() {
    byte[] nested = DATA;
    for (int i = 0; i < 100; i++) {
      nested = gzip(nested);
    }
    stops(nested, o -> o, "limit depth");
  }

  @Test
  void a_bomb_is_looked_at_no_further_than_its_size_allows() throws IOException {
    byte[] zeros = gzipBomb(pickle("N."), 80);
    stops(zeros, o -> o, "limit total");
    stops(gzip(join(pickle("N."), new byte[2000])), o -> o.withTotal(100, 8), "limit total");
    stops(zip(entry("a", gzip(zeros)), entry("b", gzip(zeros))), o -> o, "limit total");
  }

  @Test
  void a_member_that_many_entries_share_is_counted_each_time() throws IOException {
    byte[] one = gzipBomb(pickle("N."), 30);
    stops(zip(entry("a", one), entry("b", one), entry("c", one)), o -> o, "limit total");
  }

  @Test
  void archives_inside_others_are_held_up_to_a_size() {
    byte[] nested = zip(entry("b.zip", zip(entry("c.npy", numbers(new byte[5000])))));
    assertThat(Scan.of(nested).isClean()).isTrue();
    stops(nested, o -> o.withHeldBytes(100), "limit heldBytes");
  }

  @Test
  void archives_in_archives_are_held_in_memory_together() {
    byte[] inner = zip(entry("c.npy", numbers(new byte[5000])));
    byte[] middle = zip(entry("b.zip", inner));
    byte[] outer = zip(entry("a.zip", middle));
    int both = inner.length + middle.length;
    assertThat(scan(outer, o -> o.withHeldBytes(both)).isClean()).isTrue();
    stops(outer, o -> o.withHeldBytes(both - 1), "limit heldBytes");
  }

  @Test
  void findings_have_short_names() {
    FileScan scan = Scan.of(pickle("cm" + "o".repeat(100_000) + "\nN\n."));
    assertThat(scan.findings().get(0).module()).hasSize(4_097).endsWith("\u2026");
  }

  @Test
  void archives_have_so_many_members() {
    byte[] two = zip(entry("a.npy", numbers(DATA)), entry("b.npy", numbers(DATA)));
    assertThat(scan(two, o -> o.withMembers(2)).isClean()).isTrue();
    stops(two, o -> o.withMembers(1), "limit members");
    byte[] files = tar(entry("a.npy", numbers(DATA)), entry("b.npy", numbers(DATA)));
    stops(files, o -> o.withMembers(1), "limit members");
  }

  @Test
  void headers_are_so_long() {
    FileScan scan = scan(numbers(DATA), o -> o.withMaxHeaderSize(50));
    assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
    assertThat(scan.findings().toString()).contains("max_header_size");
  }

  @Test
  void pickles_have_limits_of_their_own() {
    FileScan scan = scan(pickle("((((tttt."), o -> o.withPickle(o.pickle().withMarks(3)));
    assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
    assertThat(scan.findings().toString()).contains("limit marks");
  }

  @Test
  void a_hundred_findings_are_kept_and_the_verdict_of_all() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1200; i++) {
      many.append("cmodels\nC").append(i).append("\n0");
    }
    FileScan scan = Scan.of(pickle(many + "cos\nsystem\n."));
    assertThat(scan.findings()).hasSize(101);
    assertThat(scan.findings().get(100).why()).startsWith("1101 more findings");
    assertThat(scan.verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void many_small_things_behind_one_another_take_no_time_without_end() {
    byte[] small = join(numbers(new byte[1]), pickle("N."));
    byte[][] parts = new byte[20_000][];
    Arrays.fill(parts, small);
    assertThat(Scan.of(join(parts)).findings()).isEmpty();
  }

  @Test
  void many_small_containers_in_bytes_take_no_time_without_end() {
    String gzip = "\u001f\u008b\u0008\0\0\0\0\0\0\0\u0003\0";
    String member = "C" + (char) gzip.length() + gzip + "0";
    assertThat(Scan.of(pickle(member.repeat(200_000) + "N.")).isClean()).isTrue();
    String header = "PK\u0003\u0004" + "\0".repeat(22) + "\u0005\0\0\0a.pkl";
    assertThat(Scan.of(pickle(header.repeat(100_000))).verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }

  @Test
  void a_limit_is_never_negative() {
    assertThatThrownBy(() -> ScanOptions.DEFAULT.withDepth(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ScanOptions.DEFAULT.withThreads(0))
        .hasMessage("threads must be positive but was 0");
  }
}
