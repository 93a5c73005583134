package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a loaded dataset says of itself. */
class TrainTestTest {

  @Test
  void a_dataset_of_images_is_printed_as_one_line_of_dtypes_and_shapes() throws IOException {
    assertThat(Mnist.loadData(o -> o.withSample()))
        .hasToString(
            "TrainTest[train: x uint8 (400, 28, 28), y uint8 (400,);"
                + " test: x uint8 (200, 28, 28), y uint8 (200,)]");
  }

  @Test
  void a_dataset_of_lists_is_printed_as_one_line_of_sizes() throws IOException {
    assertThat(Imdb.loadData(o -> o.withSample()))
        .hasToString(
            "TrainTest[train: x RaggedInts of 500 rows, 34218 values, y int64 (500,);"
                + " test: x RaggedInts of 300 rows, 20021 values, y int64 (300,)]");
  }
}
