package dev.brine.npy.fuzz;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * The fuzz targets on their seeds, and for a moment beyond them. {@code ./fuzz literal} and the
 * like do it for longer, led by coverage.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("brine.fuzz.seed", 20_261_123);
  private static final int INPUTS = Integer.getInteger("brine.fuzz.inputs", 4_000);

  /** What a fuzzer calls. */
  @FunctionalInterface
  private interface Target {
    void run(byte[] data) throws Exception;
  }

  @Test
  void every_literal_is_a_value_or_a_typed_failure() {
    run(LiteralTarget::fuzzerTestOneInput, "/fuzz/literal");
  }

  @Test
  void every_spelling_of_a_dtype_is_a_dtype_or_a_typed_failure() {
    run(DTypeTarget::fuzzerTestOneInput, "/fuzz/dtype");
  }

  @Test
  void every_archive_is_what_it_says_or_a_typed_failure() {
    run(ZipTarget::fuzzerTestOneInput, "/zip", "/fuzz/npz");
  }

  @Test
  void every_file_is_arrays_or_a_typed_failure() {
    run(NpzTarget::fuzzerTestOneInput, "/fuzz/npz", "/fuzz/npy", "/zip/adversarial", "/hostile");
  }

  @Test
  void every_pickle_of_numpy_is_a_value_or_a_typed_failure() {
    run(ObjectTarget::fuzzerTestOneInput, "/fuzz/object", "/hostile");
  }

  private static void run(Target target, String... directories) {
    Seeds seeds = Seeds.under(SEED, directories);
    for (byte[] seed : seeds.all()) {
      run(target, seed);
    }
    for (int i = 0; i < INPUTS; i++) {
      run(target, seeds.next());
    }
  }

  private static void run(Target target, byte[] input) {
    try {
      target.run(input);
    } catch (Exception | Error e) {
      throw new AssertionError(
          "seed " + SEED + ": " + Base64.getEncoder().encodeToString(input), e);
    }
  }
}
