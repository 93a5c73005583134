package dev.brine.convert.fuzz;

import dev.brine.testing.Fuzzing;
import org.junit.jupiter.api.Test;

/** The fuzz targets on their seeds, and for a moment beyond them. */
class FuzzTest {
  @Test
  void every_form_is_an_object_array_or_a_typed_failure() {
    Fuzzing.run(FormTarget::fuzzerTestOneInput, "/fuzz/form");
  }

  @Test
  void every_canonical_text_is_a_value_or_a_typed_failure() {
    Fuzzing.run(JsonTarget::fuzzerTestOneInput, "/fuzz/json");
  }

  @Test
  void every_safetensors_file_is_tensors_or_a_typed_failure() {
    Fuzzing.run(SafetensorsTarget::fuzzerTestOneInput, "/fuzz/safetensors");
  }

  @Test
  void every_csv_is_arrays_or_a_typed_failure() {
    Fuzzing.run(CsvTarget::fuzzerTestOneInput, "/fuzz/csv");
  }

  @Test
  void every_text_of_json_lines_is_arrays_or_a_typed_failure() {
    Fuzzing.run(JsonLinesTarget::fuzzerTestOneInput, "/fuzz/jsonl");
  }
}
