package dev.brine.npy.fuzz;

import dev.brine.testing.Fuzzing;
import org.junit.jupiter.api.Test;

/** The fuzz targets on their seeds, and for a moment beyond them. */
class FuzzTest {
  @Test
  void every_literal_is_a_value_or_a_typed_failure() {
    Fuzzing.run(LiteralTarget::fuzzerTestOneInput, "/fuzz/literal");
  }

  @Test
  void every_spelling_of_a_dtype_is_a_dtype_or_a_typed_failure() {
    Fuzzing.run(DTypeTarget::fuzzerTestOneInput, "/fuzz/dtype");
  }

  @Test
  void every_archive_is_what_it_says_or_a_typed_failure() {
    Fuzzing.run(ZipTarget::fuzzerTestOneInput, "/zip", "/fuzz/npz");
  }

  @Test
  void every_file_is_arrays_or_a_typed_failure() {
    Fuzzing.run(NpzTarget::fuzzerTestOneInput, "/fuzz/npz", "/fuzz/npy", "/hostile");
  }

  @Test
  void every_pickle_of_numpy_is_a_value_or_a_typed_failure() {
    Fuzzing.run(ObjectTarget::fuzzerTestOneInput, "/fuzz/object", "/hostile");
  }

  @Test
  void every_file_of_joblib_is_a_value_or_a_typed_failure() {
    Fuzzing.run(JoblibTarget::fuzzerTestOneInput, "/fuzz/joblib");
  }
}
