package dev.brine.scan.fuzz;

import dev.brine.testing.Fuzzing;
import org.junit.jupiter.api.Test;

/** The fuzz target on its seeds, and for a moment beyond them. */
class FuzzTest {
  @Test
  void every_file_has_a_verdict() {
    Fuzzing.run(ScanTarget::fuzzerTestOneInput, "/fuzz/scan");
  }
}
