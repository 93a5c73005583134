package dev.brine.pickle.fuzz;

import dev.brine.testing.Fuzzing;
import org.junit.jupiter.api.Test;

/** The fuzz target on its seeds, and for a moment beyond them. */
class FuzzTest {
  @Test
  void every_pickle_is_a_value_or_a_typed_failure() {
    Fuzzing.run(PickleTarget::fuzzerTestOneInput, "/fuzz/pickle", "/hostile");
  }
}
