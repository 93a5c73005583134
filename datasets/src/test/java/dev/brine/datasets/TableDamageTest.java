package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.error.BrineException;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDamageTest {
  private static final Path REAL_BOSTON = TestData.path("data/boston_housing.npz");

  @TempDir Path folder;

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = Samples.open(name)) {
      return in.readAllBytes();
    }
  }

  /** A copy of a sample in which some members are those of another one. */
  private Path mixed(String name, String other, Map<String, String> members) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        String from = member.getValue();
        boolean own = !from.startsWith("other:");
        byte[] bytes = member(sample(own ? name : other), from.substring(own ? 0 : 6));
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(bytes);
      }
    }
    return file;
  }

  private static byte[] member(byte[] zip, String name) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (e.getName().equals(name)) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          in.transferTo(out);
          return out.toByteArray();
        }
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void refuses_a_file_without_the_member() throws IOException {
    Path file = mixed("boston_housing.npz", "", Map.of("x.npy", "x.npy"));
    assertThat(catchThrowable(() -> BostonHousing.loadData(o -> o.withData(file))))
        .isInstanceOf(MalformedException.class)
        .hasMessage(
            file + ": y is not a file in the archive; this is not the file of this dataset");
  }

  @Test
  void refuses_labels_that_are_not_as_many() throws IOException {
    Path file =
        mixed(
            "boston_housing.npz",
            "california_housing.npz",
            Map.of("x.npy", "x.npy", "y.npy", "other:y.npy"));
    assertThat(catchThrowable(() -> BostonHousing.loadData(o -> o.withData(file))))
        .isInstanceOf(MalformedException.class)
        .hasMessage(file + "!y: the labels have shape (640,), but there are 120 examples");
  }

  @Test
  void refuses_objects_as_numpy_does() throws IOException {
    Path file =
        mixed(
            "boston_housing.npz", "reuters.npz", Map.of("x.npy", "other:x.npy", "y.npy", "y.npy"));
    assertThat(catchThrowable(() -> BostonHousing.loadData(o -> o.withData(file))))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("!x: Object arrays cannot be loaded when allow_pickle=False");
  }

  @Test
  void refuses_numbers_in_the_place_of_newswires() throws IOException {
    Path file =
        mixed(
            "reuters.npz", "boston_housing.npz", Map.of("x.npy", "other:x.npy", "y.npy", "y.npy"));
    assertThat(catchThrowable(() -> Reuters.loadData(o -> o.withData(file))))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("!x: the array does not have lists of word ids");
  }

  @Test
  void a_file_cut_or_changed_anywhere_is_a_typed_failure_or_does_no_harm() throws IOException {
    byte[] whole = sample("mnist.npz");
    Path file = folder.resolve("mnist.npz");
    Object[] right = KerasGoldenTest.arrays(Mnist.loadData(Mnist.Options::withSample));
    for (int at = 0; at < whole.length; at += 997) {
      Files.write(file, Arrays.copyOf(whole, at));
      assertThat(catchThrowable(() -> Mnist.loadData(o -> o.withData(file))))
          .as("cut at " + at)
          .isInstanceOf(BrineException.class);
      byte[] changed = whole.clone();
      changed[at] ^= 0x41;
      Files.write(file, changed);
      Throwable thrown =
          catchThrowable(
              () ->
                  assertThat(KerasGoldenTest.arrays(Mnist.loadData(o -> o.withData(file))))
                      .isEqualTo(right));
      if (thrown != null) {
        assertThat(thrown).as("changed at " + at).isInstanceOf(BrineException.class);
      }
    }
  }

  @Test
  void takes_keras_own_file_from_the_cache_and_checks_its_hash() throws IOException {
    Assumptions.assumeTrue(Files.exists(REAL_BOSTON), "skipped: no real data at " + REAL_BOSTON);
    CacheOptions cache =
        CacheOptions.DEFAULT.withHome(folder).withOrigin(REAL_BOSTON.toAbsolutePath().toString());
    assertThat(BostonHousing.loadData(o -> o.withCache(cache)).train().x().shape())
        .hasToString("(404, 13)");
    assertThat(folder.resolve("datasets/boston_housing.npz")).hasSameBinaryContentAs(REAL_BOSTON);
    CacheOptions wrong =
        CacheOptions.DEFAULT.withHome(folder.resolve("other")).withOrigin(wrongFile());
    assertThat(catchThrowable(() -> BostonHousing.loadData(o -> o.withCache(wrong))))
        .isInstanceOf(BrineException.class);
    assertThat(folder.resolve("other/datasets/boston_housing.npz")).doesNotExist();
  }

  private String wrongFile() throws IOException {
    Path file = folder.resolve("wrong.npz");
    Files.write(file, sample("boston_housing.npz"));
    return file.toString();
  }
}
