package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.cache.CacheOptions.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of published files, and the options of the cache. */
class DataSetFileTest {
  @TempDir Path home = Path.of("");

  private List<DataSetFile> files() throws IOException {
    return DataSetFile.list(CacheOptions.DEFAULT.withHome(home));
  }

  @Test
  void the_list_has_the_files_of_all_eight_datasets() throws IOException {
    assertThat(files().stream().map(DataSetFile::dataSet).distinct())
        .containsExactly(
            "imdb",
            "reuters",
            "mnist",
            "fashion_mnist",
            "cifar10",
            "cifar100",
            "boston_housing",
            "california_housing");
    assertThat(files()).noneMatch(DataSetFile::isCached);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void a_cached_file_with_other_contents_does_not_match_its_hash() throws IOException {
    Path path = Files.createDirectories(home.resolve("datasets")).resolve("mnist.npz");
    Files.write(path, new byte[] {1, 2, 3});
    DataSetFile mnist =
        files().stream().filter(file -> file.dataSet().equals("mnist")).findFirst().orElseThrow();
    assertThat(mnist.path()).isEqualTo(path);
    assertThat(mnist.bytes()).isEqualTo(3);
    assertThat(mnist.isCached()).isTrue();
    assertThat(mnist.matchesHash()).isFalse();
  }

  @Test
  void a_file_without_a_published_hash_cannot_be_compared() throws IOException {
    DataSetFile fashion =
        files().stream()
            .filter(file -> file.dataSet().equals("fashion_mnist"))
            .findFirst()
            .orElseThrow();
    assertThat(fashion.hash()).isNull();
    assertThatThrownBy(fashion::matchesHash).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void retries_must_be_positive() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Retries(0, second, second, second, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attempts");
    assertThatThrownBy(() -> new Retries(1, second, second, second, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stallTimeout");
  }

  @Test
  void options_by_value_and_by_function_load_the_same() throws IOException {
    assertThat(Imdb.loadData(o -> o.withSample().withNumWords(50)).train().x())
        .isEqualTo(Imdb.loadData(Imdb.Options.DEFAULT.withSample().withNumWords(50)).train().x());
  }
}
