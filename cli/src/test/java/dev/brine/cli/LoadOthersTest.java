package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.cli.input.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadOthersTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Main.run(args, console);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reuters",
        "mnist",
        "fashion_mnist",
        "cifar10",
        "cifar100",
        "boston_housing",
        "california_housing"
      })
  void shows_a_sample_of_each_in_80_columns(String name) {
    assertThat(run("load", name, "--sample")).isZero();
    assertThat(out()).contains("not the real data").contains("Loaded in ");
    assertThat(out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run("load", name, "--sample", "--json")).isZero();
    assertThat(run("load", name, "--help")).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void tells_the_arrays_and_classes() {
    run("load", "mnist", "--sample");
    assertThat(out())
        .contains("x  uint8 (400, 28, 28)  uint8 (200, 28, 28)")
        .contains("y  uint8 (400,)         uint8 (200,)")
        .containsPattern("\n  0 +40 +20\n");
  }

  @Test
  void tells_the_topics_of_newswires() {
    run("load", "reuters", "--sample", "--test-split", "0.5");
    assertThat(out())
        .startsWith("Reuters-shaped sample (made-up newswires, not the real data)\n")
        .contains("newswires             150          150")
        .contains("earn")
        .contains("Train newswire 0 (");
  }

  @Test
  void draws_a_digit_with_half_blocks_and_shades() {
    assertThat(run("load", "mnist", "--sample", "--show", "test:7")).isZero();
    String[] lines = out().split("\n", -1);
    assertThat(lines[0]).matches("Test digit 7 \\(\\d\\)");
    assertThat(lines).hasSize(1 + 14 + 1);
    assertThat(out()).contains("\u2588").containsAnyOf("\u2580", "\u2584");
  }

  @Test
  void draws_in_colour_where_told_to() {
    assertThat(run("load", "cifar10", "--sample", "--show", "0", "--color", "always")).isZero();
    String[] lines = out().split("\n", -1);
    assertThat(lines).hasSize(1 + 16 + 1);
    assertThat(lines[1]).startsWith("  \u001b[38;2;").endsWith("\u2580\u001b[0m");
    assertThat(lines[1].chars().filter(c -> c == '\u2580')).hasSize(32);
  }

  @Test
  void draws_in_ascii_without_colour() {
    assertThat(run("load", "cifar100", "--sample", "--show", "0")).isZero();
    String drawn = out().substring(out().indexOf('\n'));
    assertThat(drawn).matches("[ .:\\-=+*#%@\n]+");
    assertThat(drawn.lines()).hasSize(1 + 32).allMatch(line -> line.length() <= 66);
  }

  @Test
  void names_the_class_of_a_picture() {
    run("load", "cifar100", "--sample", "--show", "0", "--label-mode", "coarse");
    assertThat(out()).containsPattern("Train image 0 \\([a-z_0-9-]+, \\d+\\)");
  }

  @Test
  void gives_digests_to_programs() {
    assertThat(run("load", "mnist", "--sample", "--json")).isZero();
    assertThat(out())
        .startsWith(
            "{\"train\":{\"x\":{\"dtype\":\"uint8\",\"shape\":[400,28,28],\"sha256\":\"22d1207a");
  }

  @Test
  void tells_keras_errors_in_keras_words() {
    assertThat(run("load", "boston_housing", "--sample", "--test-split", "1")).isEqualTo(2);
    assertThat(run("load", "california_housing", "--sample", "--version", "tiny")).isEqualTo(2);
    assertThat(run("load", "cifar100", "--sample", "--label-mode", "both")).isEqualTo(2);
    assertThat(err().lines())
        .containsExactly(
            "brine: Invalid `test_split` argument: 1.0. It must be between 0 and 1 (exclusive of"
                + " 1).",
            "brine: Argument `version` must be one of 'small', 'large'. Received: version=tiny",
            "brine: `label_mode` must be one of `\"fine\"`, `\"coarse\"`. Received:"
                + " label_mode=both.");
  }

  @Test
  void refuses_options_that_cannot_be_meant() {
    assertThat(run("load", "mnist", "--sample", "--show", "400")).isEqualTo(2);
    assertThat(run("load", "mnist", "--sample", "--color", "red")).isEqualTo(2);
    assertThat(run("load", "mnist", "--maxlen", "3")).isEqualTo(2);
    assertThat(run("load", "mnist", "--sample", "--data", "x")).isEqualTo(2);
    assertThat(run("load", "svhn")).isEqualTo(2);
    assertThat(run("datasets", "mnist")).isEqualTo(2);
    assertThat(err().lines()).hasSize(6).allMatch(line -> line.startsWith("brine: "));
    assertThat(err())
        .contains("brine: --show 400: the train part has rows 0 to 399; see brine --help\n")
        .contains("brine load knows imdb, reuters, mnist");
  }

  @Test
  void lists_the_files_and_which_are_cached() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("datasets"));
    Files.write(cache.resolve("mnist.npz"), new byte[1234]);
    assertThat(run("datasets", "--home", folder.toString())).isZero();
    assertThat(out())
        .containsPattern("\nmnist +mnist.npz +1,234 +731c5ac6\n")
        .containsPattern("\nfashion_mnist +train-labels-idx1-ubyte.gz +no +none\n")
        .contains("1 of 13 files are in");
    assertThat(run("datasets", "--home", folder.toString(), "--check")).isZero();
    assertThat(out()).contains("1,234 BAD");
    assertThat(run("datasets", "--home", folder.toString(), "--check", "--json")).isZero();
    assertThat(out()).contains("\"cached\":true,\"bytes\":1234,\"good\":false}\n");
    assertThat(out().lines()).allMatch(line -> line.length() <= 80 || line.startsWith("{"));
  }
}
