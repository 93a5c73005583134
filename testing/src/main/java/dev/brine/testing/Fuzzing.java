package dev.brine.testing;

import java.util.Base64;

/**
 * Runs a fuzz target on its seeds, and for a moment beyond them; {@code ./fuzz} does it for longer,
 * led by coverage.
 */
public final class Fuzzing {
  private static final long SEED = Long.getLong("brine.fuzz.seed", 20_261_123);
  private static final int INPUTS = Integer.getInteger("brine.fuzz.inputs", 4_000);

  private Fuzzing() {}

  /** What a fuzzer calls. */
  @FunctionalInterface
  public interface Target {
    /** Takes one input; throws only if it finds a fault. */
    void run(byte[] data) throws Exception;
  }

  /**
   * Runs a target.
   *
   * @param directories of the class path, whose files of at most 4 KiB are the seeds
   * @throws AssertionError with the input, in Base64, if the target throws anything
   */
  public static void run(Target target, String... directories) {
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
