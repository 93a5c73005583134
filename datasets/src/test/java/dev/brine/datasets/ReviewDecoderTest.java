package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ReviewDecoderTest {
  private final WordIndex words =
      WordIndexTest.parse("{\"the\":1,\"and\":2,\"a\":3,\"film\":4,\"was\":5}");

  ReviewDecoderTest() throws IOException {}

  @Test
  void shows_words_and_markers_of_a_review_loaded_with_the_defaults() {
    assertThat(ReviewDecoder.of(words).text(0, 0, 1, 4, 7, 2, 8))
        .isEqualTo("[PAD] [PAD] [START] the film [OOV] was");
    assertThat(ReviewDecoder.of(words).text(1, 4, 7)).isEqualTo("[START] the film");
  }

  @Test
  void leaves_the_start_marker_out_when_asked() {
    ReviewDecoder plain = ReviewDecoder.of(words).withoutStart();
    assertThat(plain.text(1, 4, 7, 2)).isEqualTo("the film [OOV]");
    assertThat(plain.words(0, 1, 4)).containsExactly("[PAD]", "the");
    assertThat(plain.text()).isEmpty();
  }

  @Test
  void shows_the_number_where_the_index_has_no_word() {
    assertThat(ReviewDecoder.of(words).text(1, 3, 9, -5, Integer.MIN_VALUE))
        .isEqualTo("[START] [3] [9] [-5] [-2147483648]");
  }

  @Test
  void reads_raw_ranks_when_there_was_neither_a_start_nor_an_offset() {
    ReviewDecoder raw = new ReviewDecoder(words, null, null, 0, true);
    assertThat(raw.text(1, 2, 5, 0)).isEqualTo("the and was [PAD]");
  }

  @Test
  void takes_the_first_number_for_the_start_and_later_ones_for_words_when_both_mean_it() {
    ReviewDecoder unshifted = new ReviewDecoder(words, 1, null, 0, true);
    assertThat(unshifted.text(1, 1, 4)).isEqualTo("[START] the film");
    assertThat(unshifted.withoutStart().text(1, 1, 4)).isEqualTo("the film");
  }

  @Test
  void shows_the_marker_that_skip_top_makes_of_the_start() {
    assertThat(ReviewDecoder.of(words).withoutStart().text(2, 8)).isEqualTo("[OOV] was");
  }
}
