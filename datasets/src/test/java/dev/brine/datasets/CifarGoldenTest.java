package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.datasets.Cifar100.Options.LabelMode;
import dev.brine.datasets.SourceOptions.ImageDataFormat;
import dev.brine.datasets.TrainTest.PickledMember;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Keras itself gave for CIFAR. {@code keras_golden.jsonl} and {@code cifar10_golden.tar.gz}
 * are written by src/test/python/make_keras_golden.py.
 */
class CifarGoldenTest {
  @TempDir static Path folder;

  static Stream<String> golden() throws IOException {
    return new String(KerasGoldenTest.resource("keras_golden.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("\"set\": \"cifar"));
  }

  @BeforeAll
  static void write_the_archive() throws IOException {
    Files.write(archive(), KerasGoldenTest.resource("cifar10_golden.tar.gz"));
  }

  private static Path archive() {
    return folder.resolve("cifar10_golden.tar.gz");
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gives_what_keras_gives(String line) throws IOException {
    KerasGoldenTest.check(Json.object(line), CifarGoldenTest::load);
  }

  private static Object[] load(String set, Map<String, @Nullable Object> parameters)
      throws IOException {
    ImageDataFormat format =
        "channels_first".equals(parameters.get("format"))
            ? ImageDataFormat.CHANNELS_FIRST
            : ImageDataFormat.CHANNELS_LAST;
    if (set.equals("cifar10")) {
      return KerasGoldenTest.arrays(
          Cifar10.loadData(o -> o.withData(archive()).withImageDataFormat(format)));
    }
    String mode = (String) Objects.requireNonNull(parameters.get("label_mode"));
    return KerasGoldenTest.arrays(
        Cifar100.loadData(o -> o.withSample().withLabelMode(mode).withImageDataFormat(format)));
  }

  @Test
  void reads_the_archive_where_keras_keeps_it_and_writes_nothing() throws IOException {
    Path home = folder.resolve("extracted");
    Path target = home.resolve("datasets").resolve("cifar-10-batches-py-target");
    Path inner = Files.createDirectories(target.resolve("cifar-10-batches-py"));
    for (String name : List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4")) {
      Files.write(inner.resolve(name), CifarArchives.sampleBatch(name));
    }
    CacheOptions cache = CacheOptions.DEFAULT.withHome(home).withOffline(true);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> Cifar10.loadData(o -> o.withCache(cache))))
        .as("incomplete")
        .hasMessageContaining("cifar-10-batches-py-target_archive");
    for (String name : List.of("data_batch_5", "test_batch")) {
      Files.write(inner.resolve(name), CifarArchives.sampleBatch(name));
    }
    TrainTest<NdArray> sample = Cifar10.loadData(Cifar10.Options::withSample);
    TrainTest<NdArray> extracted = Cifar10.loadData(o -> o.withCache(cache));
    assertThat(KerasGoldenTest.arrays(extracted)).isEqualTo(KerasGoldenTest.arrays(sample));
    assertThat(KerasGoldenTest.arrays(Cifar10.loadData(o -> o.withData(inner))))
        .isEqualTo(KerasGoldenTest.arrays(sample));
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(6);
    }
  }

  @Test
  void names_the_classes() {
    assertThat(Cifar10.labelNames()).hasSize(10).startsWith("airplane").endsWith("truck");
    assertThat(Cifar100.labelNames(LabelMode.FINE)).hasSize(100).isSorted().endsWith("worm");
    assertThat(Cifar100.labelNames(LabelMode.COARSE)).hasSize(20).isSorted().contains("people");
  }

  @Test
  void says_what_the_pickles_of_the_archive_name() throws IOException {
    assertThat(Cifar10.loadData(Cifar10.Options::withSample).pickles())
        .extracting(PickledMember::name)
        .containsExactly(
            "data_batch_1",
            "data_batch_2",
            "data_batch_3",
            "data_batch_4",
            "data_batch_5",
            "test_batch");
    assertThat(Cifar100.loadData(Cifar100.Options::withSample).pickles())
        .hasSize(2)
        .allSatisfy(CifarGoldenTest::isPlain);
  }

  private static void isPlain(PickledMember member) {
    assertThat(member.facts().protocol()).isEqualTo(2);
    assertThat(member.facts().names())
        .extracting(Object::toString)
        .containsExactly("numpy.core.multiarray._reconstruct", "numpy.ndarray", "numpy.dtype");
  }
}
