package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The sample in the jar is written by src/main/python/make_imdb_sample.py. */
final class SampleTest {

  private static InputStream open(String name) {
    return Objects.requireNonNull(SampleTest.class.getResourceAsStream("sample/" + name), name);
  }

  @Test
  void has_the_members_of_keras_file_in_their_order_and_no_date() throws IOException {
    List<String> members = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(open("imdb.npz"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.add(entry.getName());
        assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980);
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.DEFLATED);
      }
    }
    assertThat(members).containsExactly("x_test.npy", "x_train.npy", "y_train.npy", "y_test.npy");
  }

  @Test
  void stays_small() throws IOException {
    try (InputStream data = open("imdb.npz");
        InputStream words = open("imdb_word_index.json")) {
      assertThat(data.readAllBytes().length + words.readAllBytes().length).isLessThan(150_000);
    }
  }

  @Test
  void ranks_its_words_from_one_without_a_gap() throws IOException {
    try (InputStream in = open("imdb_word_index.json")) {
      WordIndex words = WordIndex.load(in, Location.of("imdb_word_index.json"));
      assertThat(words.size()).isBetween(300, 999);
      for (int rank = 1; rank <= words.size(); rank++) {
        assertThat(words.word(rank)).matches("[a-z]+");
      }
      assertThat(words.word(1)).isEqualTo("the");
    }
  }
}
