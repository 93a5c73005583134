package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.error.BrineException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.StringEncoding;
import dev.brine.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every object array in files of public projects and in hostile ones, converted and back. */
class RealArchivesTest {
  @TempDir Path folder = Path.of("");

  private static List<Path> files(String name) {
    Path shared = TestData.path(name);
    Assumptions.assumeTrue(Files.isDirectory(shared), "no real files in " + shared);
    try (Stream<Path> files = Files.walk(shared)) {
      return files.filter(RealArchivesTest::isObjects).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isObjects(Path file) {
    String name = file.toString();
    int dot = name.lastIndexOf('.');
    return switch (name.substring(dot + 1)) {
      case "npy", "npz", "pkl", "pickle", "p" -> true;
      default -> false;
    };
  }

  /** The digests of what a file holds, arrays by name. */
  private static Map<String, String> digests(Path file, UnaryOperator<LoadOptions> options)
      throws IOException {
    Map<String, String> digests = new LinkedHashMap<>();
    if (!file.toString().endsWith(".npz")) {
      digests.put("", PickleText.sha256(Npy.loadValue(file, options)));
      return digests;
    }
    try (NpzFile npz = NpzFile.open(file, options)) {
      for (String name : npz.files()) {
        if (npz.isArray(name)) {
          digests.put(name, npz.get(name).digest());
        }
      }
    }
    return digests;
  }

  /** Reads a file as Python 3 wrote it, or else as Python 2 did; null if neither can be. */
  private static @Nullable UnaryOperator<LoadOptions> reading(Path file) throws IOException {
    for (StringEncoding encoding : List.of(StringEncoding.ASCII, StringEncoding.LATIN1)) {
      if (isReadable(file, encoding)) {
        return options -> options.withEncoding(encoding);
      }
    }
    return null;
  }

  private static boolean isReadable(Path file, StringEncoding encoding) throws IOException {
    try {
      digests(file, options -> options.withEncoding(encoding));
      return true;
    } catch (BrineException | UncheckedIOException | UnsupportedOperationException e) {
      return false; // not to be read, or without a digest
    }
  }

  private int converted(String set) throws IOException {
    int count = 0;
    for (Path file : files(set)) {
      UnaryOperator<LoadOptions> options = reading(file);
      if (options == null) {
        continue;
      }
      boolean archive = file.toString().endsWith(".npz");
      Path free = folder.resolve("free.npz");
      Path back = folder.resolve(archive ? "back.npz" : "back.pkl");
      List<Converted> done;
      try {
        done = PickleFree.convert(file, free, o -> o.withLoad(options.apply(o.load())));
      } catch (UnsupportedException e) {
        assertThat(e).as(file.toString()).hasMessageContaining("contains itself");
        continue;
      }
      try (NpzFile npz = NpzFile.open(free, o -> o.withAllowPickle(false))) {
        for (String name : npz.files()) {
          if (npz.isArray(name)) {
            assertThat(npz.get(name).dtype().hasObject()).as("%s, %s", file, name).isFalse();
          }
        }
      }
      assertThat(PickleFree.restore(free, back)).hasSize(done.size());
      assertThat(digests(back, o -> o))
          .as(file.toString())
          .containsExactlyInAnyOrderEntriesOf(digests(file, options));
      count += done.size();
    }
    return count;
  }

  @Test
  void files_of_public_projects() throws IOException {
    assertThat(converted("golden/files")).isGreaterThanOrEqualTo(29);
  }

  @Test
  void hostile_files_that_decode() throws IOException {
    assertThat(converted("adversarial")).isGreaterThan(50);
  }
}
