package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what NumPy reads of files that NumPy and Python wrote: {@code make_text_fixtures.py}. */
class TextGoldenTest {
  @TempDir Path folder = Path.of("");

  /** An array of a file: file, member, dtype, shape, digest. */
  static Stream<List<String>> arrays() throws IOException {
    return Files.readAllLines(Texts.fixture("expected.tsv")).stream()
        .map(line -> List.of(line.split("\t")));
  }

  private static TextRows rows(String name) throws IOException {
    Path file = Texts.fixture(name);
    return name.endsWith(".csv") ? TextRows.csv(file) : TextRows.jsonLines(file);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void text_makes_the_arrays_that_numpy_reads(List<String> expected) throws IOException {
    Path out = folder.resolve("out.npz");
    rows(expected.get(0))
        .toNpz(out, expected.get(0).length() % 2 == 0 ? Compression.DEFLATED : Compression.STORED);
    try (NpzFile npz = NpzFile.open(out)) {
      check(npz.get(expected.get(1)), expected);
    }
    if (expected.get(1).equals("arr_0")) {
      Path alone = folder.resolve("out.npy");
      rows(expected.get(0)).toNpy(alone);
      check(Npy.load(alone), expected);
    }
  }

  private static void check(NdArray array, List<String> expected) {
    assertThat(array.dtype().descr()).isEqualTo(expected.get(2));
    assertThat(Arrays.toString(array.shape().dims())).isEqualTo(expected.get(3));
    assertThat(array.digest()).isEqualTo(expected.get(4));
  }
}
