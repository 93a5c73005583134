package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every object array in files of public projects and in hostile ones, converted and back. */
class RealArchivesTest {
  @TempDir Path folder = Path.of("");

  private static List<Path> files(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.isDirectory(here.resolve("pickle")) ? here : here.resolve("..").normalize();
    Path shared = root.resolve("../shared").resolve(name);
    Assumptions.assumeTrue(Files.isDirectory(shared), "no real files in " + shared);
    try (Stream<Path> files = Files.walk(shared)) {
      return files
          .filter(file -> file.toString().endsWith(".npy") || file.toString().endsWith(".npz"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digests of the arrays of a file; null where one of them cannot be read. */
  private static Map<String, String> digests(Path file) throws IOException {
    Map<String, String> digests = new LinkedHashMap<>();
    if (file.toString().endsWith(".npy")) {
      digests.put("arr_0", Npy.load(file).digest());
      return digests;
    }
    try (NpzFile npz = NpzFile.open(file)) {
      for (String name : npz.files()) {
        if (npz.isArray(name)) {
          digests.put(name, npz.get(name).digest());
        }
      }
    }
    return digests;
  }

  private int converted(String set) throws IOException {
    int count = 0;
    for (Path file : files(set)) {
      Map<String, String> expected;
      try {
        expected = digests(file);
      } catch (BrineException | UncheckedIOException | UnsupportedOperationException e) {
        continue; // not to be read, or without a digest
      }
      Path free = folder.resolve("free.npz");
      Path back = folder.resolve("back.npz");
      List<PickleFree.Converted> done;
      try {
        done = PickleFree.convert(file, free);
      } catch (UnsupportedException e) {
        assertThat(e.reason()).as(file.toString()).contains("contains itself");
        continue;
      }
      try (NpzFile npz = NpzFile.open(free, options -> options.withAllowPickle(false))) {
        for (String name : npz.files()) {
          if (npz.isArray(name)) {
            NdArray array = npz.get(name);
            assertThat(array.dtype().hasObject()).isFalse();
          }
        }
      }
      assertThat(PickleFree.restore(free, back)).hasSize(done.size());
      assertThat(digests(back)).as(file.toString()).containsExactlyInAnyOrderEntriesOf(expected);
      count += done.size();
    }
    return count;
  }

  @Test
  void files_of_public_projects() throws IOException {
    assertThat(converted("golden/files")).isGreaterThanOrEqualTo(19);
  }

  @Test
  void hostile_files_that_decode() throws IOException {
    assertThat(converted("adversarial")).isGreaterThan(5);
  }
}
