package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.SourceOptions.HousingOptions;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.NumberType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Keras itself gave for a grid of parameters on the samples. {@code keras_golden.jsonl} is
 * written by src/test/python/make_keras_golden.py.
 */
class KerasGoldenTest {

  static Stream<String> golden() throws IOException {
    return new String(resource("keras_golden.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.contains("\"set\": \"cifar"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gives_what_keras_gives(String line) throws IOException {
    check(Json.object(line), KerasGoldenTest::load);
  }

  interface Loader {
    Object[] load(String set, Map<String, @Nullable Object> parameters) throws IOException;
  }

  /** The facts of train and test, or the error, as the golden line has them. */
  static void check(Map<String, @Nullable Object> golden, Loader loader) throws IOException {
    String set = (String) Objects.requireNonNull(golden.get("set"));
    Map<String, @Nullable Object> parameters = parameters(golden);
    Object error = golden.get("error");
    if (error != null) {
      Throwable thrown = catchThrowable(() -> loader.load(set, parameters));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage((String) error);
      return;
    }
    Object[] parts = loader.load(set, parameters);
    assertThat(parts[0]).isEqualTo(golden.get("train"));
    assertThat(parts[1]).isEqualTo(golden.get("test"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> parameters(Map<String, @Nullable Object> golden) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(golden.get("params"));
  }

  private static Object[] load(String set, Map<String, @Nullable Object> parameters)
      throws IOException {
    return switch (set) {
      case "mnist" -> arrays(Mnist.loadData(Mnist.Options::withSample));
      case "fashion_mnist" -> arrays(FashionMnist.loadData(FashionMnist.Options::withSample));
      case "boston_housing" ->
          arrays(BostonHousing.loadData(o -> housing(o, parameters).withSample()));
      case "california_housing" ->
          arrays(CaliforniaHousing.loadData(o -> california(o, parameters).withSample()));
      case "reuters" -> texts(Reuters.loadData(o -> reuters(o, parameters).withSample()));
      default -> throw new AssertionError(set);
    };
  }

  private static <S extends HousingOptions<S>> S housing(
      S options, Map<String, @Nullable Object> parameters) {
    S changed = options;
    if (parameters.containsKey("test_split")) {
      changed = changed.withTestSplit(number(parameters.get("test_split")));
    }
    return parameters.containsKey("seed")
        ? changed.withSeed((Long) parameters.get("seed"))
        : changed;
  }

  private static CaliforniaHousing.Options california(
      CaliforniaHousing.Options options, Map<String, @Nullable Object> parameters) {
    CaliforniaHousing.Options changed = housing(options, parameters);
    String version = (String) parameters.get("version");
    return version == null ? changed : changed.withVersion(version);
  }

  private static Reuters.Options reuters(
      Reuters.Options options, Map<String, @Nullable Object> parameters) {
    Reuters.Options changed = options;
    for (Map.Entry<String, @Nullable Object> parameter : parameters.entrySet()) {
      Object value = parameter.getValue();
      Integer number = value instanceof Long integer ? (Integer) integer.intValue() : null;
      changed =
          switch (parameter.getKey()) {
            case "num_words" -> changed.withNumWords(number);
            case "skip_top" -> changed.withSkipTop(Objects.requireNonNull(number));
            case "maxlen" -> changed.withMaxLen(number);
            case "test_split" -> changed.withTestSplit(number(value));
            case "seed" -> changed.withSeed((Long) value);
            case "start_char" -> changed.withStartChar(number);
            case "oov_char" -> changed.withOovChar(number);
            case "index_from" -> changed.withIndexFrom(number);
            default -> throw new AssertionError(parameter.getKey());
          };
    }
    return changed;
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }

  static Object[] arrays(TrainTest<NdArray> data) {
    return new Object[] {
      Map.of("x", facts(data.train().x()), "y", facts(data.train().y())),
      Map.of("x", facts(data.test().x()), "y", facts(data.test().y()))
    };
  }

  private static Object[] texts(TrainTest<RaggedInts> data) {
    return new Object[] {texts(data.train()), texts(data.test())};
  }

  private static Map<String, Object> texts(Examples<RaggedInts> split) {
    return Map.of(
        "count", (long) split.x().size(),
        "tokens", (long) split.x().valueCount(),
        "values_sha256", digest(split.x().values()),
        "offsets_sha256", digest(split.x().rowSplits()),
        "labels", facts(split.y()));
  }

  private static Map<String, Object> facts(NdArray array) {
    List<Long> shape = new ArrayList<>();
    for (long dim : array.shape().dims()) {
      shape.add(dim);
    }
    NumberType type = (NumberType) array.dtype();
    String name = type.kind().name().toLowerCase(Locale.ROOT) + 8 * type.itemsize();
    return Map.of("dtype", name, "shape", shape, "sha256", array.digest());
  }

  private static String digest(IntBuffer values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.remaining() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      bytes.putLong(values.get());
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = KerasGoldenTest.class.getResourceAsStream("keras/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
