package dev.brine.scan;

import static dev.brine.scan.Made.DATA;
import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.pickle;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose names claim nothing: most are none of our business, and a few are. */
class NamesTest {

  private static FileScan unclaimed(byte[] bytes) {
    return Scan.of(bytes, "README", o -> o.withClaim(ScanOptions.Claim.FOUND));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0001\u0002\u0003",
        "N\u0001",
        "\u007fELF\u0002\u0001\u0001",
        "SQLite format 3\0"
      })
  void are_other(String text) {
    FileScan scan = unclaimed(pickle(text));
    assertThat(scan.form()).as(scan.findings().toString()).isEqualTo(Form.OTHER);
    assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
    assertThat(scan.findings()).hasSize(1);
    assertThat(scan.findings().get(0).why())
        .isEqualTo("neither an array, nor a pickle, nor an archive");
  }

  @Test
  void are_pickles_where_the_bytes_are_one() {
    assertThat(unclaimed(DATA).form()).isEqualTo(Form.PICKLE);
    assertThat(unclaimed(DATA).verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(unclaimed(PAYLOAD).verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(unclaimed(join(DATA, PAYLOAD)).verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(unclaimed(gzip(PAYLOAD)).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  /** Python runs what it has read until it fails. */
  @Test
  void are_pickles_where_they_name_something_before_they_break() {
    assertThat(unclaimed(pickle("cos\nsystem\nand no more")).verdict())
        .isEqualTo(Verdict.DANGEROUS);
    assertThat(unclaimed(pickle("(S'rm'\nios\nsystem\n")).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "A.NPZ", "x/y.pkl", "a.pickle.gz", "m.joblib", "m.PT", "m.pth"})
  void that_promise_an_array_or_a_pickle_are_held_to_it(String name) {
    assertThat(Scan.isNamedLikeOne(name)).isTrue();
    FileScan scan = Scan.of(pickle("<html>"), name, o -> o.withClaim(ScanOptions.Claim.FOUND));
    assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
    assertThat(scan.findings().get(0).why()).contains("opcode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README", "a.txt", "npy", "a.npy.d/b", "a.gz", ".p/x"})
  void that_promise_nothing_are_not(String name) {
    assertThat(Scan.isNamedLikeOne(name)).isFalse();
  }
}
