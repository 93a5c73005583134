package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteFileTest {
  private static final URI URL = URI.create("https://example.org/imdb.npz");

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/a", "../a", "a\\b", "C:a", "a\0"})
  void refuses_a_name_that_is_a_path(String name) {
    assertThatThrownBy(() -> new RemoteFile(name, URL, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a file name must not contain a path but was ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/datasets", "datasets/", "datasets//x", "../x", "datasets/../../x"})
  void refuses_a_folder_outside_the_cache(String subdir) {
    assertThatThrownBy(() -> new RemoteFile("a", URL, null, subdir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("subdir must be a path inside the cache but was ");
  }

  @Test
  void refuses_what_is_neither_a_sha256_nor_an_md5() {
    assertThatThrownBy(() -> new RemoteFile("a", URL, "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a hash must be 64 (SHA-256) or 32 (MD5) hexadecimal digits but was abc");
    assertThatThrownBy(() -> new RemoteFile("a", URL, "x".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tells_the_kind_of_a_hash_by_its_length() {
    assertThat(ContentHash.of("AB".repeat(32))).hasToString("sha256 " + "ab".repeat(32));
    assertThat(ContentHash.of("ab".repeat(16))).hasToString("md5 " + "ab".repeat(16));
  }

  @Test
  void puts_times_into_words() {
    assertThat(Failures.time(Duration.ofSeconds(30))).isEqualTo("30 seconds");
    assertThat(Failures.time(Duration.ofSeconds(1))).isEqualTo("1 second");
    assertThat(Failures.time(Duration.ofMillis(1050))).isEqualTo("1.05 seconds");
    assertThat(Failures.time(Duration.ofMillis(200))).isEqualTo("0.2 seconds");
  }
}
