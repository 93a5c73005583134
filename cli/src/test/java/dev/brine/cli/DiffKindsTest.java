package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons of arrays of every kind of dtype. */
class DiffKindsTest {
  @TempDir Path folder;

  private Path npy(String name, String descr, String shape, byte[] data) throws IOException {
    return Files.write(folder.resolve(name), DigestTest.npy(descr, shape, data));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] longs(ByteOrder order, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|S4; abcdefgh; abcdefgi; [1]  efgh  efgi",
        "|V4; abcdefgh; abcdefgi; [1]  65666768  65666769",
        "|i1; ab; ac; [1]  98  99",
        "<u2; abcd; abce; [1]  25699  25955"
      })
  void an_element_that_differs_is_shown(String descr, String one, String two, String shown)
      throws IOException {
    Path a = npy("a.npy", "'" + descr + "'", "(2,)", ascii(one));
    Path b = npy("b.npy", "'" + descr + "'", "(2,)", ascii(two));
    assertThat(Brine.run("diff", a, a).code()).isZero();
    Brine run = Brine.run("diff", a, b);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly("1 of 2 elements differs", "  " + shown, "Different: 1 of 1 array.");
  }

  @Test
  void numbers_are_compared_by_value_whatever_their_dtype() throws IOException {
    Path ints = npy("a.npy", "'<i8'", "(3,)", longs(ByteOrder.LITTLE_ENDIAN, 1, 0, 1L << 62));
    Path big = npy("b.npy", "'>i8'", "(3,)", longs(ByteOrder.BIG_ENDIAN, 1, 0, 1L << 62));
    Path floats =
        npy(
            "c.npy",
            "'<f8'",
            "(3,)",
            longs(
                ByteOrder.LITTLE_ENDIAN,
                Double.doubleToLongBits(1),
                Double.doubleToLongBits(-0.0),
                Double.doubleToLongBits(0x1p62)));
    Path unsigned =
        npy("d.npy", "'<u8'", "(3,)", longs(ByteOrder.LITTLE_ENDIAN, 1, 0, (1L << 62) + 1));
    Path bools = npy("e.npy", "'|b1'", "(3,)", new byte[] {1, 0, 1});
    assertThat(Brine.run("diff", ints, big).code()).isZero();
    assertThat(Brine.run("diff", ints, floats).lines().get(0))
        .isEqualTo("dtype int64, float64; the values are the same");
    assertThat(Brine.run("diff", floats, unsigned).lines())
        .containsExactly(
            "dtype float64, uint64; 1 of 3 elements differs",
            "  [2]  4.611686018427388e+18  4611686018427387905",
            "Different: 1 of 1 array.");
    assertThat(Brine.run("diff", ints, bools).out()).contains("1 of 3 elements differs");
  }

  @Test
  void all_nans_are_the_same_and_differ_from_numbers() throws IOException {
    long nan = Double.doubleToLongBits(Double.NaN);
    Path one = npy("a.npy", "'<f8'", "(2,)", longs(ByteOrder.LITTLE_ENDIAN, nan, nan | 1));
    Path two = npy("b.npy", "'<f8'", "(2,)", longs(ByteOrder.LITTLE_ENDIAN, nan | 5, 0));
    assertThat(Brine.run("diff", one, two).lines())
        .contains("1 of 2 elements differs", "  [1]  nan  0.0");
  }

  @Test
  void times_are_compared_in_one_unit_only() throws IOException {
    byte[] data = longs(ByteOrder.LITTLE_ENDIAN, 86_400, Long.MIN_VALUE);
    Path seconds = npy("a.npy", "'<M8[s]'", "(2,)", data);
    Path again =
        npy("b.npy", "'<M8[s]'", "(2,)", longs(ByteOrder.LITTLE_ENDIAN, 0, Long.MIN_VALUE));
    Path millis = npy("c.npy", "'<M8[ms]'", "(2,)", data);
    assertThat(Brine.run("diff", seconds, again).lines())
        .contains("1 of 2 elements differs", "  [0]  1970-01-02T00:00:00  1970-01-01T00:00:00");
    assertThat(Brine.run("diff", seconds, millis).lines().get(0))
        .isEqualTo("dtype datetime64[s], datetime64[ms]");
  }

  @Test
  void structs_differ_by_a_field_or_by_the_name_of_one() throws IOException {
    byte[] data = {1, 2, 3, 4};
    Path one = npy("a.npy", "[('x', '|i1'), ('y', '|i1')]", "(2,)", data);
    Path two = npy("b.npy", "[('x', '|i1'), ('y', '|i1')]", "(2,)", new byte[] {1, 2, 3, 5});
    Path other = npy("c.npy", "[('x', '|i1'), ('z', '|i1')]", "(2,)", data);
    Path nested = npy("d.npy", "[('x', '|i1', (2,))]", "(2,)", data);
    assertThat(Brine.run("diff", one, two).lines())
        .contains("1 of 2 elements differs", "  [1]  (3, 4)  (3, 5)");
    assertThat(Brine.run("diff", one, other).code()).isEqualTo(1);
    assertThat(Brine.run("diff", one, nested).lines().get(0)).startsWith("dtype ");
    assertThat(Brine.run("diff", nested, nested).code()).isZero();
  }

  @Test
  void complex_numbers_differ_by_either_part() throws IOException {
    long one = Double.doubleToLongBits(1);
    Path a = npy("a.npy", "'<c16'", "(1,)", longs(ByteOrder.LITTLE_ENDIAN, one, one));
    Path b = npy("b.npy", "'<c16'", "(1,)", longs(ByteOrder.LITTLE_ENDIAN, one, 0));
    assertThat(Brine.run("diff", a, b).lines()).contains("  [0]  (1+1j)  (1+0j)");
    assertThat(Brine.run("diff", a, a).code()).isZero();
  }

  @Test
  void json_reports_files_that_have_different_members_and_errors() throws IOException {
    Path cut = npy("cut.npy", "'<i4'", "(3,)", new byte[7]);
    Path good = npy("good.npy", "'<i4'", "(3,)", new byte[12]);
    JsonTree error = Brine.run("diff", "--json", cut, good).json().get(0);
    assertThat(error.get("error").get("kind").text()).isEqualTo("TRUNCATED");
    Path kinds = Brine.fixture("kinds.npz");
    Path other = Brine.fixture("other.npz");
    assertThat(
            Brine.run("diff", "--json", kinds, other).json().stream()
                .filter(line -> line.has("only_in"))
                .map(line -> line.get("member").text()))
        .containsExactly("spans", "new");
  }
}
