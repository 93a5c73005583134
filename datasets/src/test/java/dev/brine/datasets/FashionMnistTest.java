package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path folder;

  @BeforeEach
  void copy_the_sample() throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      for (String kind : new String[] {"-images-idx3-ubyte.gz", "-labels-idx1-ubyte.gz"}) {
        try (InputStream in = Samples.open(part + kind)) {
          Files.write(folder.resolve(part + kind), in.readAllBytes());
        }
      }
    }
  }

  private byte[] plain(String member) throws IOException {
    byte[] packed = Files.readAllBytes(folder.resolve(member + ".gz"));
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private void replace(String member, byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    Files.write(folder.resolve(member + ".gz"), packed.toByteArray());
  }

  private byte[] with(String member, int at, int value) throws IOException {
    byte[] plain = plain(member);
    ByteBuffer.wrap(plain).putInt(at, value);
    return plain;
  }

  private Throwable failure() {
    return catchThrowable(() -> FashionMnist.loadData(o -> o.withData(folder)));
  }

  @Test
  void reads_the_four_files_of_a_folder() throws IOException {
    Object[] right =
        KerasGoldenTest.arrays(FashionMnist.loadData(FashionMnist.Options::withSample));
    assertThat(KerasGoldenTest.arrays(FashionMnist.loadData(o -> o.withData(folder))))
        .isEqualTo(right);
  }

  @Test
  void reads_them_from_keras_cache() throws IOException {
    Path home = folder.resolve("keras");
    Path cached = Files.createDirectories(home.resolve("datasets").resolve("fashion-mnist"));
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gz")).toList()) {
        Files.copy(file, cached.resolve(file.getFileName()));
      }
    }
    CacheOptions cache = CacheOptions.DEFAULT.withHome(home).withOffline(true);
    assertThat(FashionMnist.loadData(o -> o.withCache(cache)).train().x().shape())
        .hasToString("(60, 28, 28)");
  }

  @Test
  void names_the_ten_classes() {
    assertThat(FashionMnist.labelNames()).hasSize(10).startsWith("T-shirt/top").contains("Bag");
  }

  @Test
  void refuses_another_magic_number() throws IOException {
    replace(IMAGES, with(IMAGES, 0, 0x0d03));
    assertThat(failure())
        .isInstanceOf(MalformedException.class)
        .hasMessage(
            folder.resolve(IMAGES + ".gz")
                + "!"
                + IMAGES
                + "@0: the magic number is 0x00000d03, not the 0x00000803 of unsigned bytes on 3"
                + " axes");
  }

  @Test
  void refuses_pictures_in_the_place_of_labels() throws IOException {
    Files.copy(folder.resolve("t10k-images-idx3-ubyte.gz"), folder.resolve("t10k"));
    Files.delete(folder.resolve(LABELS + ".gz"));
    Files.move(folder.resolve("t10k"), folder.resolve(LABELS + ".gz"));
    assertThat(failure()).isInstanceOf(MalformedException.class).hasMessageContaining("0x00000801");
  }

  @Test
  void refuses_more_pictures_than_labels() throws IOException {
    byte[] plain = with(IMAGES, 4, 61);
    replace(IMAGES, Arrays.copyOf(plain, plain.length + 784));
    assertThat(failure())
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(
            "the images have shape (61, 28, 28), not (60, 28, 28) as the labels say");
  }

  @Test
  void refuses_pictures_of_another_size() throws IOException {
    byte[] plain = with(IMAGES, 8, 14);
    ByteBuffer.wrap(plain).putInt(12, 56);
    replace(IMAGES, plain);
    assertThat(failure()).isInstanceOf(MalformedException.class).hasMessageContaining("14, 56");
  }

  @Test
  void refuses_a_count_that_is_too_large_before_it_takes_memory() throws IOException {
    replace(IMAGES, with(IMAGES, 4, -1));
    assertThat(failure()).isInstanceOf(LimitException.class).hasMessageContaining(IMAGES + "@4");
    replace(IMAGES, with(IMAGES, 4, 1_000_000));
    assertThat(failure())
        .isInstanceOf(TruncatedException.class)
        .hasMessageContaining("the header says 784000000 elements, but the file has only 47040");
  }

  @Test
  void refuses_bytes_after_the_last_element() throws IOException {
    byte[] plain = plain(LABELS);
    replace(LABELS, Arrays.copyOf(plain, plain.length + 1));
    assertThat(failure())
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(LABELS + "@68: the header says 60 elements, but the file has more");
  }

  @Test
  void refuses_what_is_no_gzip_file() throws IOException {
    Files.write(folder.resolve(LABELS + ".gz"), plain(LABELS));
    assertThatThrownBy(() -> FashionMnist.loadData(o -> o.withData(folder)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(LABELS + "@0: not valid gzip data");
  }

  @Test
  void a_file_cut_or_changed_anywhere_is_a_typed_failure_or_does_no_harm() throws IOException {
    Path file = folder.resolve(IMAGES + ".gz");
    byte[] whole = Files.readAllBytes(file);
    String right = FashionMnist.loadData(o -> o.withData(folder)).train().x().digest();
    for (int at = 0; at < whole.length; at += 7) {
      Files.write(file, Arrays.copyOf(whole, at));
      assertThat(failure()).as("cut at " + at).isInstanceOf(BrineException.class);
      byte[] changed = whole.clone();
      changed[at] ^= 0x55;
      Files.write(file, changed);
      Throwable thrown = failure();
      if (thrown == null) {
        assertThat(FashionMnist.loadData(o -> o.withData(folder)).train().x().digest())
            .isEqualTo(right);
      } else {
        assertThat(thrown).as("changed at " + at).isInstanceOf(BrineException.class);
      }
    }
  }
}
