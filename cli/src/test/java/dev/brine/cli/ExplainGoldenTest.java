package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole explanations of the files that make_explain_fixtures.py made. */
class ExplainGoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "explain");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_is_explained_as_expected(Path file) throws IOException {
    Path expected = file.resolveSibling(file.getFileName() + ".txt");
    String name = file.toString().replace('\\', '/');
    assertThat(Brine.run("explain", name).out()).isEqualTo(Files.readString(expected));
  }

  @Test
  void there_are_enough_of_them() throws IOException {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(17);
  }
}
