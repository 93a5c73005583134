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

/** Statistics of arrays that need special cases. */
class StatsKindsTest {
  @TempDir Path folder;

  private JsonTree stats(String descr, String shape, byte[] data) throws IOException {
    Path file = Files.write(folder.resolve("a.npy"), DigestTest.npy(descr, shape, data));
    Brine run = Brine.run("stats", "--json", file);
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().get(0);
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  @Test
  void the_smallest_of_huge_numbers_is_exact_if_there_are_no_others() throws IOException {
    JsonTree huge = stats("'<u8'", "(3,)", longs(-1, -2, -3));
    assertThat(huge.get("min").text()).isEqualTo("18446744073709551613");
    assertThat(huge.get("max").text()).isEqualTo("18446744073709551615");
    assertThat(huge.get("values").names()).contains("18446744073709551614");
  }

  @Test
  void a_zero_counts_once_whatever_its_sign() throws IOException {
    JsonTree zeros = stats("'<f8'", "(2,)", longs(0, Long.MIN_VALUE));
    assertThat(zeros.get("distinct").text()).isEqualTo("1");
    assertThat(zeros.get("mean").number()).isZero();
  }

  @Test
  void an_array_of_nan_has_neither_range_nor_mean() throws IOException {
    long nan = Double.doubleToLongBits(Double.NaN);
    JsonTree nans = stats("'<f8'", "(2,)", longs(nan, nan));
    assertThat(nans.get("nan").text()).isEqualTo("2");
    assertThat(nans.has("min")).isFalse();
    assertThat(nans.has("mean")).isFalse();
  }

  @Test
  void the_deviation_of_large_numbers_close_together_keeps_its_digits() throws IOException {
    long[] bits = new long[20_000];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToLongBits(1e9 + i % 2);
    }
    JsonTree large = stats("'<f8'", "(20000,)", longs(bits));
    assertThat(large.get("std").text()).isEqualTo("0.5");
    assertThat(large.get("mean").number()).isEqualTo(1e9 + 0.5);
  }

  @Test
  void more_values_than_are_counted_are_said_to_be_more() throws IOException {
    long[] values = new long[1_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    JsonTree many = stats("'<i8'", "(1001,)", longs(values));
    assertThat(many.get("distinct_more_than").text()).isEqualTo("1000");
    assertThat(many.has("values")).isFalse();
  }

  @Test
  void missing_times_and_raw_bytes_are_counted() throws IOException {
    JsonTree times = stats("'<m8[s]'", "(2,)", longs(Long.MIN_VALUE, Long.MIN_VALUE));
    assertThat(times.get("nat").text()).isEqualTo("2");
    assertThat(times.has("min")).isFalse();
    JsonTree raw = stats("'|V8'", "(2,)", longs(1, 2));
    assertThat(raw.get("count").text()).isEqualTo("2");
  }

  @Test
  void strings_are_ordered_and_counted() throws IOException {
    JsonTree strings = stats("'|S2'", "(3,)", "b\0aab\0".getBytes(StandardCharsets.US_ASCII));
    assertThat(strings.get("min").text()).isEqualTo("aa");
    assertThat(strings.get("max").text()).isEqualTo("b");
    assertThat(strings.get("values").get("b").text()).isEqualTo("2");
    assertThat(strings.get("longest").text()).isEqualTo("2");
  }
}
