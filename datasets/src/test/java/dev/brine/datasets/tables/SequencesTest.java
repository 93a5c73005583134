package dev.brine.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.Cifar10;
import dev.brine.datasets.Json;
import dev.brine.datasets.tables.PackedArray.Options.Memory;
import dev.brine.datasets.tables.Sequences.PadOptions;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden data is written by src/test/python/make_sequences_golden.py. */
class SequencesTest {
  private static final RaggedInts ROWS =
      RaggedInts.of(new int[] {1, 2, 2, 9}, new int[] {}, new int[] {0, 3});

  static Stream<String> golden() throws IOException {
    try (InputStream in = SequencesTest.class.getResourceAsStream("sequences_golden.jsonl")) {
      byte[] lines = Objects.requireNonNull(in).readAllBytes();
      return new String(lines, StandardCharsets.UTF_8).lines();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gives_what_keras_gives(String line) throws IOException {
    Map<String, @Nullable Object> golden = Json.object(line);
    Object error = golden.get("error");
    if (error != null) {
      Throwable thrown = catchThrowable(() -> made(golden, Order.C, false));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage((String) error);
      return;
    }
    for (Order order : Order.values()) {
      PackedArray made = made(golden, order, order == Order.F);
      NdArray array = made.array();
      List<Long> shape = new ArrayList<>();
      for (long dim : array.shape().dims()) {
        shape.add(dim);
      }
      assertThat(shape).isEqualTo(golden.get("shape"));
      assertThat(array.dtype()).hasToString((String) golden.get("dtype"));
      assertThat(array.digest()).isEqualTo(golden.get("sha256"));
      assertThat(made.bytes().isDirect()).isEqualTo(order == Order.F);
      assertThat(array.isFortranContiguous() || order == Order.C).isTrue();
    }
  }

  @SuppressWarnings("unchecked")
  private static PackedArray made(
      Map<String, @Nullable Object> golden, Order order, boolean direct) {
    List<Object> given = (List<Object>) Objects.requireNonNull(golden.get("given"));
    Map<String, @Nullable Object> parameters =
        (Map<String, @Nullable Object>) Objects.requireNonNull(golden.get("params"));
    if ("pad_sequences".equals(golden.get("function"))) {
      int[][] rows = new int[given.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = ints((List<Object>) given.get(i));
      }
      return Sequences.pad(
          RaggedInts.of(rows),
          o ->
              options(o, parameters)
                  .withOrder(order)
                  .withMemory(direct ? Memory.DIRECT : Memory.HEAP));
    }
    if ("pad_arrays".equals(golden.get("function"))) {
      return Sequences.pad(
          ObjectArray.ofJava(given),
          o ->
              options(o, parameters)
                  .withOrder(order)
                  .withMemory(direct ? Memory.DIRECT : Memory.HEAP));
    }
    boolean column = !given.isEmpty() && given.get(0) instanceof List;
    NdArray labels = NdArray.of(longs(given));
    Long classes = (Long) parameters.get("num_classes");
    return Sequences.oneHot(
        column ? labels.reshape(-1, 1) : labels,
        classes == null ? 0 : classes.intValue(),
        o ->
            o.withDtype(DTypes.FLOAT64)
                .withOrder(order)
                .withMemory(direct ? Memory.DIRECT : Memory.HEAP));
  }

  private static PadOptions options(PadOptions options, Map<String, @Nullable Object> parameters) {
    PadOptions changed = options;
    for (Map.Entry<String, @Nullable Object> parameter : parameters.entrySet()) {
      Object value = parameter.getValue();
      changed =
          switch (parameter.getKey()) {
            case "maxlen" -> changed.withMaxLen(value == null ? null : ((Long) value).intValue());
            case "dtype" -> changed.withDtype(DTypes.parse((String) Objects.requireNonNull(value)));
            case "padding" -> changed.withPadding((String) Objects.requireNonNull(value));
            case "truncating" -> changed.withTruncating((String) Objects.requireNonNull(value));
            case "value" ->
                value instanceof Long whole
                    ? changed.withValue(whole)
                    : changed.withValue((Double) Objects.requireNonNull(value));
            default -> throw new AssertionError(parameter.getKey());
          };
    }
    return changed;
  }

  private static int[] ints(List<Object> values) {
    return values.stream().mapToInt(value -> ((Long) value).intValue()).toArray();
  }

  private static long[] longs(List<Object> values) {
    return values.stream()
        .mapToLong(value -> (Long) (value instanceof List<?> one ? one.get(0) : value))
        .toArray();
  }

  @Test
  void pads_arrays_and_the_rows_of_arrays_too() {
    NdArray floats = NdArray.of(0.5, 1.5, 2.5, 3.5).reshape(2, 2);
    List<NdArray> rows = List.of(floats, NdArray.of(new double[0]).reshape(0, 2));
    PackedArray padded =
        Sequences.pad(rows, o -> o.withDtype(DTypes.FLOAT32).withValue(-1).withMaxLen(3));
    assertThat(padded.shape()).hasToString("(2, 3, 2)");
    assertThat(padded.array().toFloatArray())
        .containsExactly(-1, -1, 0.5f, 1.5f, 2.5f, 3.5f, -1, -1, -1, -1, -1, -1);
    assertThat(Sequences.pad(floats, o -> o.withMaxLen(1)).array().toIntArray())
        .containsExactly(1, 3);
    assertThat(Sequences.pad(List.of(floats, NdArray.of(new int[0])), o -> o).shape())
        .hasToString("(2, 2, 2)");
  }

  @Test
  void pads_what_object_arrays_hold() {
    NdArray rows =
        ObjectArray.ofJava(
            List.of(List.of(1, 2.5, true), new int[] {7}, NdArray.of(new byte[] {-1, 4})));
    assertThat(Sequences.pad(rows, o -> o.withDtype(DTypes.FLOAT64)).array().toDoubleArray())
        .containsExactly(1, 2.5, 1, 0, 0, 7, 0, -1, 4);
  }

  @Test
  void refuses_numbers_that_do_not_fit_with_pythons_words() {
    assertThatThrownBy(() -> padded(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot convert float NaN to integer");
    assertThatThrownBy(() -> padded(Double.NEGATIVE_INFINITY))
        .hasMessage("cannot convert float infinity to integer");
    assertThatThrownBy(() -> padded(3e9))
        .hasMessage("Python integer 3000000000 out of bounds for int32");
    assertThatThrownBy(
            () -> Sequences.pad(List.of(NdArray.of(300L)), o -> o.withDtype(DTypes.INT8)))
        .hasMessage("Python integer 300 out of bounds for int8");
  }

  private static PackedArray padded(double value) {
    return Sequences.pad(List.of(NdArray.of(value)), o -> o);
  }

  @Test
  void refuses_sequences_that_are_no_numbers() {
    assertThatThrownBy(() -> Sequences.pad(List.of(NdArray.of("a", "b")), o -> o))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the sequence at position 0 is an array of <U1; only bool, int, uint and float"
                + " can be padded");
    assertThatThrownBy(() -> Sequences.pad(NdArray.of(1, 2), o -> o))
        .hasMessageStartingWith("`sequences` must be a list of iterables. Found non-iterable: 1");
    for (Object row :
        new Object[] {
          "text",
          List.of("a"),
          List.of(1, "a"),
          List.of(1, List.of(2)),
          List.of(List.of(1), 2),
          List.of(List.of(1), List.of(2, 3)),
          List.of(List.of(List.of(1))),
          List.of(new java.math.BigInteger("9223372036854775808")),
          List.of(0.5, (1L << 53) + 1),
          Map.of("a", 1)
        }) {
      assertThatThrownBy(() -> Sequences.pad(ObjectArray.ofJava(List.of(row)), o -> o))
          .as(row.toString())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void counts_in_float16_as_far_as_it_goes() {
    RaggedInts many = RaggedInts.of(new int[2048]);
    PackedArray counts = Sequences.counts(many, 1, o -> o.withDtype(DTypes.FLOAT16));
    assertThat(counts.array().getDouble(0, 0)).isEqualTo(2048);
    RaggedInts more = RaggedInts.of(new int[2049]);
    assertThatThrownBy(() -> Sequences.counts(more, 1, o -> o.withDtype(DTypes.FLOAT16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a count of 2049 does not fit float16");
  }

  @Test
  void marks_the_ids_of_each_row() {
    PackedArray hot = Sequences.multiHot(ROWS, 4, o -> o);
    assertThat(hot.array().shape()).hasToString("(3, 4)");
    assertThat(hot.array().toFloatArray()).containsExactly(0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1);
  }

  @Test
  void counts_the_ids_of_each_row_in_any_type_and_order() {
    assertThat(Sequences.counts(ROWS, 4, o -> o).floats().get(2)).isEqualTo(2);
    PackedArray columns =
        Sequences.counts(
            ROWS, 4, o -> o.withDtype(DTypes.UINT8).withOrder(Order.F).withMemory(Memory.DIRECT));
    byte[] bytes = new byte[12];
    columns.bytes().get(bytes);
    assertThat(bytes).containsExactly(0, 0, 1, 1, 0, 0, 2, 0, 0, 0, 0, 1);
  }

  @Test
  void counts_like_a_plain_loop() {
    long seed = 20_26;
    Random random = new Random(seed);
    int[][] rows = new int[50][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.ints(random.nextInt(30), 0, 40).toArray();
    }
    for (var dtype : List.of(DTypes.INT64, DTypes.UINT16, DTypes.FLOAT64, DTypes.INT32)) {
      NdArray counts = Sequences.counts(RaggedInts.of(rows), 30, o -> o.withDtype(dtype)).array();
      NdArray hot = Sequences.multiHot(RaggedInts.of(rows), 30, o -> o.withDtype(dtype)).array();
      for (int row = 0; row < rows.length; row++) {
        for (int id = 0; id < 30; id++) {
          int wanted = id;
          long count = java.util.Arrays.stream(rows[row]).filter(each -> each == wanted).count();
          assertThat(counts.getDouble(row, id)).as("seed " + seed).isEqualTo((double) count);
          assertThat(hot.getDouble(row, id)).isEqualTo((double) Math.min(count, 1));
        }
      }
    }
  }

  @Test
  void refuses_what_has_no_column() {
    RaggedInts negative = RaggedInts.of(new int[] {-1});
    assertThatThrownBy(() -> Sequences.counts(negative, 4, o -> o))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an id must be non-negative but was -1");
    assertThatThrownBy(() -> Sequences.multiHot(ROWS, -1, o -> o))
        .hasMessage("numWords must be non-negative but was -1");
    assertThatThrownBy(() -> Sequences.oneHot(NdArray.of(1, 2).reshape(1, 2), 3, o -> o))
        .hasMessage("labels must have shape (n,) or (n, 1) but have shape (1, 2)");
  }

  @Test
  void refuses_a_count_that_does_not_fit() {
    RaggedInts many = RaggedInts.of(new int[128]);
    assertThatThrownBy(() -> Sequences.counts(many, 1, o -> o.withDtype(DTypes.INT8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Python integer 128 out of bounds for int8");
  }

  @Test
  void refuses_types_and_sizes_that_it_cannot_write() {
    assertThatThrownBy(() -> Sequences.pad(ROWS, o -> o.withDtype(DTypes.parse(">i4"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sequences.pad(ROWS, o -> o.withDtype(DTypes.parse("c8"))))
        .hasMessageContaining("a float, little-endian, but was complex64");
    assertThatThrownBy(() -> Sequences.pad(ROWS, o -> o.withMaxLen(Integer.MAX_VALUE)))
        .hasMessageContaining("does not fit into a Java buffer of 2 GiB");
    assertThatThrownBy(() -> Sequences.pad(ROWS, o -> o.withMaxLen(6).withValue(Double.NaN)))
        .hasMessage("the value NaN does not fit int32");
  }

  @Test
  void gives_buffers_of_the_type_only() {
    PackedArray padded = Sequences.pad(ROWS);
    assertThat(padded.ints().remaining()).isEqualTo(12);
    assertThatThrownBy(padded::floats).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(padded::longs)
        .hasMessage("the numbers are int32; use bytes() or another method");
  }

  @Test
  void scales_pictures_as_numpy_divides() throws IOException {
    NdArray x = Cifar10.loadData(Cifar10.Options::withSample).test().x();
    PackedArray scaled = Images.scaled(x.transpose(0, 3, 1, 2), 255, Memory.DIRECT);
    assertThat(scaled.shape()).hasToString("(20, 3, 32, 32)");
    assertThat(scaled.floats().isDirect()).isTrue();
    NdArray array = scaled.array();
    for (int i = 0; i < 20; i++) {
      assertThat(array.getFloat(i, 1, 30, i)).isEqualTo((float) x.getInt(i, 30, i, 1) / 255f);
    }
    assertThat(Images.scaled(x).shape()).isEqualTo(x.shape());
  }
}
