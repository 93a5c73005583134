package dev.brine.datasets.fuzz;

import dev.brine.testing.Fuzzing;
import org.junit.jupiter.api.Test;

/** The fuzz targets on their seeds, and for a moment beyond them. */
class FuzzTest {
  @Test
  void every_tar_archive_is_files_or_a_typed_failure() {
    Fuzzing.run(TarTarget::fuzzerTestOneInput, "/fuzz/tar");
  }

  @Test
  void every_idx_file_is_an_array_or_a_typed_failure() {
    Fuzzing.run(IdxTarget::fuzzerTestOneInput, "/fuzz/idx");
  }

  @Test
  void every_word_index_is_words_or_a_typed_failure() {
    Fuzzing.run(WordsTarget::fuzzerTestOneInput, "/fuzz/words");
  }
}
