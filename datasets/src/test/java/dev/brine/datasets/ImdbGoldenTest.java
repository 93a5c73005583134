package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.Imdb.KerasVersion;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Keras itself gave for a grid of parameters. {@code imdb_golden.jsonl} is written by
 * src/test/python/make_imdb_golden.py.
 */
class ImdbGoldenTest {
  private static final Path SHARED = TestData.path("");

  @TempDir static Path folder;

  static Stream<String> golden() throws IOException {
    return new String(resource("imdb_golden.jsonl"), StandardCharsets.UTF_8).lines();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gives_what_keras_gives(String line) throws IOException {
    Path file = folder.resolve("imdb_mini.npz");
    if (!Files.exists(file)) {
      Files.write(file, resource("imdb_mini.npz"));
    }
    Map<String, @Nullable Object> golden = Json.object(line);
    check(golden, file, "keras3".equals(golden.get("semantics")));
  }

  @Test
  void gives_what_keras_gives_on_the_real_reviews() throws IOException {
    Path lines = SHARED.resolve("golden/imdb_load_data.jsonl");
    Assumptions.assumeTrue(Files.exists(lines), "skipped: the real data is not at " + lines);
    for (String line : Files.readAllLines(lines)) {
      Map<String, @Nullable Object> golden = Json.object(line);
      Path file =
          SHARED.resolve("data").resolve((String) Objects.requireNonNull(golden.get("file")));
      check(golden, file, "keras3".equals(golden.get("compat")));
    }
  }

  private static void check(Map<String, @Nullable Object> golden, Path file, boolean keras3)
      throws IOException {
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> parameters =
        (Map<String, @Nullable Object>) Objects.requireNonNull(golden.get("params"));
    KerasVersion semantics = keras3 ? KerasVersion.KERAS_3 : KerasVersion.KERAS_2_1;
    Object error = golden.get("error");
    if (error != null) {
      Throwable thrown =
          catchThrowable(
              () ->
                  Imdb.loadData(
                      o -> options(o, parameters).withData(file).withSemantics(semantics)));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage((String) error);
      return;
    }
    TrainTest<RaggedInts> data =
        Imdb.loadData(o -> options(o, parameters).withData(file).withSemantics(semantics));
    assertThat(facts(data.train())).isEqualTo(golden.get("train"));
    assertThat(facts(data.test())).isEqualTo(golden.get("test"));
  }

  private static Imdb.Options options(
      Imdb.Options options, Map<String, @Nullable Object> parameters) {
    Imdb.Options changed = options;
    for (Map.Entry<String, @Nullable Object> parameter : parameters.entrySet()) {
      Long value = (Long) parameter.getValue();
      Integer number = value == null ? null : (Integer) value.intValue();
      changed =
          switch (parameter.getKey()) {
            case "num_words" -> changed.withNumWords(number);
            case "skip_top" -> changed.withSkipTop(Objects.requireNonNull(number));
            case "maxlen" -> changed.withMaxLen(number);
            case "seed" -> changed.withSeed(value);
            case "start_char" -> changed.withStartChar(number);
            case "oov_char" -> changed.withOovChar(number);
            case "index_from" -> changed.withIndexFrom(number);
            default -> throw new AssertionError(parameter.getKey());
          };
    }
    return changed;
  }

  private static Map<String, Object> facts(Examples<RaggedInts> split) {
    RaggedInts x = split.x();
    NdArray y = split.y();
    int[] values = new int[x.valueCount()];
    x.values().get(values);
    int[] splits = new int[x.size() + 1];
    x.rowSplits().get(splits);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("count", (long) x.size());
    facts.put("tokens", (long) x.valueCount());
    facts.put("values_sha256", digest(Arrays.stream(values).asLongStream().toArray()));
    facts.put("offsets_sha256", digest(Arrays.stream(splits).asLongStream().toArray()));
    facts.put("labels_sha256", digest(y.toLongArray()));
    List<Long> first = new ArrayList<>();
    for (int i = 0; x.size() > 0 && i < Math.min(12, x.rowLength(0)); i++) {
      first.add((long) x.get(0, i));
    }
    facts.put("first", first);
    List<Long> labels = new ArrayList<>();
    for (int i = 0; i < Math.min(8, y.size()); i++) {
      labels.add(y.getLong(i));
    }
    facts.put("labels_first", labels);
    return facts;
  }

  private static String digest(long[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = ImdbGoldenTest.class.getResourceAsStream("imdb/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
