package dev.brine.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Path REAL = TestData.path("data/imdb.npz");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void learns_the_reviews_of_the_sample_and_says_which_words_weigh_most() throws IOException {
    double accuracy = ImdbSentiment.run(out, "--sample");
    assertThat(accuracy).isGreaterThan(0.9);
    assertThat(printed())
        .startsWith("500 reviews to learn from, 300 to test on\ntest accuracy ")
        .containsPattern("\npositive: ([a-z]+, ){14}[a-z]+\nnegative: ([a-z]+, ){14}[a-z]+\n");
  }

  @Test
  void the_same_seed_gives_the_same_model() throws IOException {
    double first = ImdbSentiment.run(out, "--sample", "--seed", "7", "--epochs", "1");
    String once = printed().replaceAll("[0-9.]+ s\n", "");
    bytes.reset();
    assertThat(ImdbSentiment.run(out, "--sample", "--seed", "7", "--epochs", "1")).isEqualTo(first);
    assertThat(printed().replaceAll("[0-9.]+ s\n", "")).isEqualTo(once);
  }

  @Test
  void learns_the_digits_of_the_sample() throws IOException {
    assertThat(MnistDigits.run(out, "--sample")).isGreaterThan(0.85);
    assertThat(printed()).startsWith("400 digits to learn from, 200 to test on\n");
  }

  @Test
  void learns_the_real_reviews() throws IOException {
    Assumptions.assumeTrue(Files.exists(REAL), "skipped: the real data is not at " + REAL);
    assertThat(ImdbSentiment.run(out, "--data", REAL.toString())).isGreaterThanOrEqualTo(0.87);
  }

  @Test
  void refuses_an_option_it_does_not_know() {
    assertThatThrownBy(() -> ImdbSentiment.run(out, "--data2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not --data2");
  }
}
