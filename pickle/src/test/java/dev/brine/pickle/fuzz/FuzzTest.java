package dev.brine.pickle.fuzz;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * The fuzz target on its seeds, and for a moment beyond them. {@code ./fuzz pickle} does it for
 * longer, led by coverage.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("brine.fuzz.seed", 20_261_123);
  private static final int INPUTS = Integer.getInteger("brine.fuzz.inputs", 8_000);

  @Test
  void every_pickle_is_a_value_or_a_typed_failure() {
    Seeds seeds = Seeds.under(SEED, "/fuzz/pickle", "/dev/brine/pickle/adversarial");
    for (byte[] seed : seeds.all()) {
      run(seed);
    }
    for (int i = 0; i < INPUTS; i++) {
      run(seeds.next());
    }
  }

  private static void run(byte[] input) {
    try {
      PickleTarget.fuzzerTestOneInput(input);
    } catch (Exception | Error e) {
      throw new AssertionError(
          "seed " + SEED + ": " + Base64.getEncoder().encodeToString(input), e);
    }
  }
}
