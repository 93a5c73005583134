package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.cli.input.Console;
import dev.brine.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadImdbTest {
  private static final Path REAL = TestData.path("data/imdb.npz");

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

  /** The sample as a file of its own, with no words beside it. */
  private Path sample() throws IOException {
    Path file = folder.resolve("imdb.npz");
    try (InputStream in = dev.brine.datasets.Imdb.class.getResourceAsStream("sample/imdb.npz")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file;
  }

  @Test
  void the_sample_says_that_it_is_a_sample_and_shows_what_it_loaded() {
    assertThat(run("load", "imdb", "--sample")).isZero();
    assertThat(out())
        .startsWith("IMDB-shaped sample (made-up reviews that come with Brine, not the real data)")
        .contains("reviews               500          300")
        .contains("lengths of the train reviews")
        .contains("Train review 0 (negative, 110 ids)\n  a friend told me to see this movie")
        .contains("numpy.core.multiarray._reconstruct")
        .contains("Nothing was run.")
        .contains("Loaded in ");
    assertThat(out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(err()).isEmpty();
  }

  @Test
  void the_real_reviews_begin_with_brilliant_casting() {
    Assumptions.assumeTrue(Files.exists(REAL), "skipped: the real data is not at " + REAL);
    assertThat(run("load", "imdb", "--data", REAL.toString())).isZero();
    assertThat(out().replaceAll("\\s+", " "))
        .contains(
            "this film was just brilliant casting location scenery story direction everyone's"
                + " really suited the part they played");
  }

  @Test
  void json_is_one_object_with_counts_and_digests() {
    assertThat(run("load", "imdb", "--sample", "--json", "--num-words", "100")).isZero();
    assertThat(out().trim())
        .startsWith("{\"train\":{\"count\":500,\"tokens\":34218,\"values_sha256\":\"")
        .contains("\"test\":{\"count\":300,")
        .contains("\"first\":[1,")
        .endsWith("]}}")
        .doesNotContain("\n");
  }

  @Test
  void a_filter_that_keeps_nothing_says_what_keras_says() {
    assertThat(run("load", "imdb", "--sample", "--json", "--maxlen", "5")).isEqualTo(2);
    String words =
        "After filtering for sequences shorter than maxlen=5, no sequence was kept. Increase"
            + " maxlen.";
    assertThat(out()).isEqualTo("{\"error\":\"" + words + "\"}\n");
    assertThat(err()).isEqualTo("brine: " + words + "\n");
  }

  @Test
  void without_words_it_shows_ids_and_says_why() throws IOException {
    assertThat(
            run(
                "load",
                "imdb",
                "--data",
                sample().toString(),
                "--home",
                folder.toString(),
                "--show",
                "test:2"))
        .isZero();
    assertThat(out())
        .startsWith("Test review 2 (")
        .contains(
            "no words found: pass --word-index FILE, or put imdb_word_index.json beside the data")
        .containsPattern("\n  1( \\d+)+\n");
  }

  @Test
  void words_come_from_beside_the_data() throws IOException {
    Path file = sample();
    Files.writeString(folder.resolve("imdb_word_index.json"), "{\"the\": 1, \"a\": 2}");
    assertThat(run("load", "imdb", "--data", file.toString(), "--show", "0")).isZero();
    assertThat(out()).contains("the").doesNotContain("no words");
  }

  @Test
  void a_row_that_is_not_there_is_told() {
    assertThat(run("load", "imdb", "--sample", "--show", "500")).isEqualTo(2);
    assertThat(err())
        .isEqualTo("brine: --show 500: the train part has rows 0 to 499; see brine --help\n");
  }

  @Test
  void a_missing_file_is_told_in_one_line() {
    assertThat(run("load", "imdb", "--data", "nowhere.npz")).isEqualTo(2);
    assertThat(err()).isEqualTo("brine: nowhere.npz: no such file\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void a_bad_command_line_is_told_in_one_line() {
    assertThat(run("load", "imdb", "--num-words", "many")).isEqualTo(2);
    assertThat(run("load", "imdb", "--sample", "--data", "x")).isEqualTo(2);
    assertThat(run("load", "imdb", "--semantics", "keras1")).isEqualTo(2);
    assertThat(run("load", "imdb", "--nonsense")).isEqualTo(2);
    assertThat(run("load", "cifar")).isEqualTo(2);
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(err().lines()).hasSize(6).allMatch(line -> line.startsWith("brine: "));
    assertThat(out()).isEmpty();
  }

  @Test
  void offline_with_an_empty_cache_says_where_to_put_the_file() {
    assertThat(run("load", "imdb", "--offline", "--home", folder.toString())).isEqualTo(2);
    assertThat(err())
        .contains("imdb.npz")
        .contains("https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb.npz")
        .contains("69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");
  }

  @Test
  void help_lists_every_option() {
    assertThat(run("load", "imdb", "--help")).isZero();
    for (String name :
        new String[] {
          "data",
          "sample",
          "num-words",
          "skip-top",
          "maxlen",
          "seed",
          "start-char",
          "oov-char",
          "index-from",
          "semantics",
          "word-index",
          "show",
          "json",
          "offline",
          "origin"
        }) {
      assertThat(out()).contains("--" + name);
    }
    assertThat(run("--help")).isZero();
    assertThat(run("--version")).isZero();
  }
}
