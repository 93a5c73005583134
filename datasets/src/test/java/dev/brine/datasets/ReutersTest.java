package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReutersTest {

  @Test
  void names_46_topics_in_keras_order() {
    assertThat(Reuters.labelNames()).hasSize(46).doesNotHaveDuplicates();
    assertThat(Reuters.labelNames().get(0)).isEqualTo("cocoa");
    assertThat(Reuters.labelNames().get(3)).isEqualTo("earn");
    assertThat(Reuters.labelNames().get(45)).isEqualTo("lead");
  }

  @Test
  void turns_a_newswire_of_the_sample_into_words() throws IOException {
    WordIndex words = Reuters.wordIndex(Reuters.Options::withSample);
    RaggedInts x = Reuters.loadData(Reuters.Options::withSample).train().x();
    assertThat(ReviewDecoder.of(words).words(x.row(0)))
        .hasSize(x.rowLength(0))
        .startsWith(ReviewDecoder.START)
        .contains("merger", "shares");
  }

  @Test
  void tells_which_names_its_pickle_held() throws IOException {
    assertThat(Reuters.loadData(Reuters.Options::withSample).pickles())
        .singleElement()
        .satisfies(
            member -> {
              assertThat(member.name()).isEqualTo("x");
              assertThat(member.facts().names()).hasSize(3);
            });
  }

  @Test
  void refuses_a_test_split_that_is_no_number() {
    assertThatThrownBy(() -> Reuters.loadData(o -> o.withSample().withTestSplit(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot convert float NaN to integer");
    assertThatThrownBy(
            () -> Reuters.loadData(o -> o.withSample().withTestSplit(Double.NEGATIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot convert float infinity to integer");
  }
}
