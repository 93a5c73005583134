package dev.brine.datasets.internal.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** orders.tsv is written by src/test/python/make_legacy_random_state.py. */
final class LegacyRandomStateTest {

  private record Step(
      long seed, int step, String operation, int length, String first, String sha256) {

    static Step parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Step(
          Long.parseLong(fields[0]),
          Integer.parseInt(fields[1]),
          fields[2],
          Integer.parseInt(fields[3]),
          fields[4],
          fields[5]);
    }
  }

  @Test
  void gives_the_orders_that_numpy_gives() throws Exception {
    LegacyRandomState state = LegacyRandomState.seeded(0);
    int[] order = new int[0];
    List<Step> steps = steps();
    for (Step step : steps) {
      if (step.step() == 0) {
        state = LegacyRandomState.seeded(step.seed());
      }
      if (step.operation().equals("permutation")) {
        order = state.permutation(step.length());
      } else {
        state.shuffle(order);
      }
      assertThat(first(order)).as("%s", step).isEqualTo(step.first());
      assertThat(sha256(order)).as("%s", step).isEqualTo(step.sha256());
    }
    assertThat(steps).hasSizeGreaterThan(300);
  }

  @Test
  void continues_its_stream_from_one_shuffle_to_the_next() {
    LegacyRandomState state = LegacyRandomState.seeded(113);
    int[] train = state.permutation(25_000);
    int[] test = state.permutation(25_000);
    assertThat(train).startsWith(7798, 13226, 18078, 793, 17499, 23003, 574, 19638);
    assertThat(test).startsWith(22748, 4083, 8015, 13688, 5310, 4466, 736, 22654);
  }

  @Test
  void draws_nothing_for_fewer_than_two_elements() {
    LegacyRandomState state = LegacyRandomState.seeded(42);
    assertThat(state.permutation(0)).isEmpty();
    assertThat(state.permutation(1)).containsExactly(0);
    assertThat(state.permutation(100)).isEqualTo(LegacyRandomState.seeded(42).permutation(100));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 32, Long.MAX_VALUE})
  void refuses_a_seed_that_numpy_refuses_in_its_words(long seed) {
    assertThatThrownBy(() -> LegacyRandomState.of(seed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Seed must be between 0 and 2**32 - 1");
  }

  @Test
  void refuses_a_negative_length() {
    assertThatThrownBy(() -> LegacyRandomState.seeded(0).permutation(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n must be non-negative but was -1");
  }

  @Test
  void gives_another_order_every_time_without_a_seed() {
    int[] once = LegacyRandomState.of(null).permutation(1000);
    int[] again = LegacyRandomState.of(null).permutation(1000);
    assertThat(once).isNotEqualTo(again);
    Arrays.sort(once);
    assertThat(once).isEqualTo(java.util.stream.IntStream.range(0, 1000).toArray());
  }

  private static List<Step> steps() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(LegacyRandomStateTest.class.getResourceAsStream("orders.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(Step::parse).toList();
    }
  }

  private static String first(int[] order) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(8, order.length); i++) {
      text.append(i == 0 ? "" : ",").append(order[i]);
    }
    return text.toString();
  }

  private static String sha256(int[] order) throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(order.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : order) {
      bytes.putLong(value);
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
