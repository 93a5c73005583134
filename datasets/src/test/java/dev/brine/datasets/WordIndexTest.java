package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordIndexTest {
  private static final Location LOCATION = Location.of("words.json");

  static WordIndex parse(String json) throws IOException {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static WordIndex parse(byte[] json) throws IOException {
    return WordIndex.load(new ByteArrayInputStream(json), LOCATION);
  }

  @Test
  void finds_words_by_rank_and_ranks_by_word() throws IOException {
    WordIndex index = parse("{\"fawn\": 3, \"the\": 1, \"hold's\": 2}");
    assertThat(index.size()).isEqualTo(3);
    assertThat(index.word(1)).isEqualTo("the");
    assertThat(index.word(2)).isEqualTo("hold's");
    assertThat(index.word(3)).isEqualTo("fawn");
    assertThat(index.rank("fawn")).hasValue(3);
    assertThat(index.rank("cat")).isEmpty();
    assertThat(index.asMap().keySet()).containsExactly("fawn", "the", "hold's");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2, 4, 1000, Integer.MAX_VALUE})
  void has_no_word_for_a_rank_that_is_not_given(int rank) throws IOException {
    assertThat(parse("{\"a\":1,\"b\":3}").word(rank)).isNull();
  }

  @Test
  void keeps_ranks_that_lie_far_apart() throws IOException {
    WordIndex index = parse("{\"last\":2147483647,\"mid\":88000,\"zero\":0}");
    assertThat(index.word(2147483647)).isEqualTo("last");
    assertThat(index.word(88000)).isEqualTo("mid");
    assertThat(index.word(0)).isEqualTo("zero");
    assertThat(index.word(1)).isNull();
    assertThat(index.word(-1)).isNull();
    assertThat(index.word(2147483646)).isNull();
  }

  @Test
  void reads_every_escape_and_utf8_whatever_the_platform_encoding() throws IOException {
    WordIndex index =
        parse(
            "{\"caf\\u00e9\":1,\"café\\\\\":2,\"\\\"\\/\\b\\f\\n\\r\\t\":3,\"\":4,\"\\ud83d\\ude00😀\":5}");
    assertThat(index.word(1)).isEqualTo("café");
    assertThat(index.word(2)).isEqualTo("café\\");
    assertThat(index.word(3)).isEqualTo("\"/\b\f\n\r\t");
    assertThat(index.word(4)).isEmpty();
    assertThat(index.word(5)).isEqualTo("😀😀");
    assertThat(index.rank("café")).hasValue(1);
  }

  @Test
  void reads_an_empty_object_white_space_and_a_byte_order_mark() throws IOException {
    assertThat(parse("{}").size()).isZero();
    assertThat(parse("{}").word(0)).isNull();
    assertThat(parse("\ufeff \t\r\n{ \"a\" :\n1 , \"b\":2 } \n").size()).isEqualTo(2);
  }

  @Test
  void lets_the_last_of_a_repeated_word_count_as_python_does() throws IOException {
    WordIndex index = parse("{\"a\":1,\"b\":2,\"a\":3}");
    assertThat(index.rank("a")).hasValue(3);
    assertThat(index.word(1)).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]            |MALFORMED|0 |expected an object of words and ranks but found '['",
        "{\"a\" 1}      |MALFORMED|5 |expected ':' after a word but found '1'",
        "{a:1}          |MALFORMED|1 |expected a word in quotes but found 'a'",
        "{\"a\":1 \"b\":2}|MALFORMED|7|expected ',' or '}' after a rank but found '\"'",
        "{\"a\":1,}     |MALFORMED|7 |expected a word in quotes but found '}'",
        "{\"a\":1} x    |MALFORMED|8 |expected the end of the file but found 'x'",
        "{\"a\":-1}     |MALFORMED|5 |a rank must be non-negative",
        "{\"a\":2147483648}|MALFORMED|5|a rank must be at most 2147483647",
        "{\"a\":99999999999999999999999999}|MALFORMED|5|a rank must be at most 2147483647",
        "{\"a\":1.0}    |MALFORMED|5 |a rank must be a whole number, without a fraction or exponent",
        "{\"a\":1e3}    |MALFORMED|5 |a rank must be a whole number, without a fraction or exponent",
        "{\"a\":01}     |MALFORMED|5 |a number must not start with 0",
        "{\"a\":\"1\"}  |MALFORMED|5 |a rank must be a whole number but starts with '\"'",
        "{\"a\":null}   |MALFORMED|5 |a rank must be a whole number but starts with 'n'",
        "{\"a\":{}}     |MALFORMED|5 |a rank must be a whole number but starts with '{'",
        "{\"\\x\":1}    |MALFORMED|2 |an invalid escape",
        "{\"\\u00g0\":1}|MALFORMED|2 |an invalid escape",
        "{\"a\":1,\"b\":1}|MISMATCH|7|two words have the rank 1; the first starts at byte 1",
        "{\"a\":9000,\"b\":9000}|MISMATCH|10|two words have the rank 9000; the first starts at byte 1",
      })
  void refuses_what_is_not_a_word_index(
      String json, BrineException.Kind kind, long offset, String reason) {
    assertThatThrownBy(() -> parse(json.trim()))
        .asInstanceOf(type(BrineException.class))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.location()).isEqualTo(LOCATION.at(offset));
              assertThat(e.reason()).isEqualTo(reason);
            });
  }

  @Test
  void refuses_a_control_character_and_bytes_that_are_not_utf8() {
    assertThatThrownBy(() -> parse("{\"a\nb\":1}"))
        .hasMessage("words.json@3: control character byte 0xa in a string");
    byte[] latin1 = "{\"caf\u00e9\":1}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> parse(latin1))
        .hasMessage("words.json@5: a word is not valid UTF-8")
        .asInstanceOf(type(BrineException.class))
        .extracting(BrineException::kind)
        .isEqualTo(BrineException.Kind.ENCODING);
  }

  @Test
  void says_where_a_file_was_cut_off_at_every_length() {
    byte[] whole = "{ \"caf\\u00e9\" : 12, \"\\n\": 3 }".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> parse(cut))
          .isInstanceOf(TruncatedException.class)
          .hasMessageStartingWith("words.json@" + length + ": the file ends where ");
    }
  }

  @Test
  void fails_with_a_typed_error_or_not_at_all_whatever_byte_is_changed() throws IOException {
    long seed = 20_250_113;
    Random random = new Random(seed);
    byte[] whole = "{\"the\": 1, \"caf\\u00e9\": 22, \"é\": 3}".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        WordIndex index = parse(changed);
        index.asMap().forEach((word, rank) -> assertThat(index.word(rank)).isNotNull());
      } catch (BrineException e) {
        assertThat(e.location().offset()).as("seed %d", seed).isBetween(0L, (long) changed.length);
      }
    }
  }

  @Test
  void refuses_more_bytes_than_a_word_index_has() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            java.util.Arrays.fill(into, from, from + length, (byte) ' ');
            return length;
          }
        };
    assertThatThrownBy(() -> WordIndex.load(endless, LOCATION))
        .isInstanceOf(LimitException.class)
        .hasMessage("words.json: the word index has more than 67108864 bytes, the limit");
  }

  @Test
  void reads_back_generated_words(@TempDir Path folder) throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    Map<String, Integer> words = new LinkedHashMap<>();
    List<Integer> ranks = new ArrayList<>();
    for (int rank = 1; rank <= 5000; rank++) {
      ranks.add(rank);
    }
    java.util.Collections.shuffle(ranks, random);
    StringBuilder json = new StringBuilder("{");
    for (int rank : ranks) {
      String word = "w" + rank + Character.toString(0xa0 + random.nextInt(0x500));
      words.put(word, rank);
      json.append(json.length() == 1 ? "" : ", ")
          .append('"')
          .append(word)
          .append("\": ")
          .append(rank);
    }
    Path file = folder.resolve("words.json");
    Files.writeString(file, json.append('}'));
    WordIndex index = WordIndex.load(file);
    assertThat(index.asMap()).as("seed %d", seed).isEqualTo(words);
    words.forEach((word, rank) -> assertThat(index.word(rank)).isEqualTo(word));
  }

  @Test
  void reads_the_real_word_index_of_imdb() throws IOException {
    Path file = TestData.path("data/imdb_word_index.json");
    assumeThat(file).as("the real data beside the repository").exists();
    WordIndex index = WordIndex.load(file);
    assertThat(index.size()).isEqualTo(88_584);
    assertThat(index.word(1)).isEqualTo("the");
    assertThat(index.word(34_701)).isEqualTo("fawn");
    assertThat(index.word(88_584)).isNotNull();
    assertThat(index.word(88_585)).isNull();
    assertThat(index.rank("brilliant")).hasValue(527);
    assertThat(ReviewDecoder.of(index).text(1, 14, 22, 16, 43, 530))
        .isEqualTo("[START] this film was just brilliant");
  }
}
