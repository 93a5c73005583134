package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a file of the safetensors library, made by {@code make_tensors_fixture.py}. */
class SafetensorsTest {
  @TempDir Path folder = Path.of("");

  private static byte[] fixture() throws IOException {
    try (InputStream in = SafetensorsTest.class.getResourceAsStream("/all.safetensors")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.safetensors"), bytes);
  }

  private static byte[] withHeader(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  @Test
  void reads_every_type_that_numpy_has() throws IOException {
    Map<String, NdArray> arrays = Safetensors.read(file(fixture()));
    assertThat(arrays).hasSize(15);
    for (String name : List.of("uint8", "int16", "float16", "float32", "uint64")) {
      NdArray array = Objects.requireNonNull(arrays.get(name));
      assertThat(array.dtype()).isEqualTo(DTypes.parse(name));
      assertThat(array.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(array.toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5);
    }
    assertThat(Objects.requireNonNull(arrays.get("empty")).shape()).isEqualTo(Shape.of(0, 3));
    assertThat(Objects.requireNonNull(arrays.get("scalar")).getLong()).isEqualTo(5);
    assertThat(Objects.requireNonNull(arrays.get("__metadata__/format")).getString())
        .isEqualTo("np");
  }

  @Test
  void what_is_written_is_read_again() throws IOException {
    Map<String, NdArray> arrays = Safetensors.read(file(fixture()));
    Path out = folder.resolve("b.safetensors");
    Safetensors.write(out, arrays);
    Map<String, NdArray> again = Safetensors.read(out);
    assertThat(again.keySet()).isEqualTo(arrays.keySet());
    arrays.forEach(
        (name, array) ->
            assertThat(Objects.requireNonNull(again.get(name)).digest()).isEqualTo(array.digest()));
  }

  @Test
  void big_endian_and_fortran_arrays_become_little_endian_in_c_order() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(12).putShort((short) 1).putShort((short) 2);
    bytes.putShort((short) 3).putShort((short) 4).putShort((short) 5).putShort((short) 6);
    NdArray array = NdArray.of(DTypes.parse(">i2"), Shape.of(2, 3), Order.F, bytes.clear());
    Path out = folder.resolve("b.safetensors");
    Safetensors.write(out, Map.of("a", array));
    NdArray read = Objects.requireNonNull(Safetensors.read(out).get("a"));
    assertThat(read.dtype()).isEqualTo(DTypes.INT16);
    assertThat(read.toIntArray()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void rows_are_values_and_splits_and_come_back() throws IOException {
    NdArray rows = ObjectArray.of(RaggedInts.of(new int[] {1, 2}, new int[] {3}));
    Path npy = folder.resolve("a.npy");
    Npy.save(npy, rows);
    Path tensors = folder.resolve("a.safetensors");
    Safetensors.write(tensors, PickleFree.arrays(npy));
    assertThat(Safetensors.read(tensors))
        .containsOnlyKeys("arr_0.row_splits", "arr_0.values", "arr_0.form");
    Path npz = folder.resolve("a.npz");
    Safetensors.toNpz(tensors, npz, Compression.DEFLATED);
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.members().get(0).compression()).isEqualTo("deflate");
    }
    PickleFree.restore(npz, npy);
    assertThat(Npy.load(npy).digest()).isEqualTo(rows.digest());
  }

  /** Of the safetensors library, made by {@code make_ml_tensors.py}. */
  private Path mlTensors() throws IOException {
    try (InputStream in = SafetensorsTest.class.getResourceAsStream("/ml.safetensors")) {
      return file(Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static NdArray get(Map<String, NdArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bfloat16",
        "float8_e4m3fn",
        "float8_e4m3fnuz",
        "float8_e5m2",
        "float8_e5m2fnuz",
        "float8_e8m0fnu"
      })
  void floats_of_ml_dtypes_are_read_and_converted(String name) throws IOException {
    Map<String, NdArray> arrays = Safetensors.read(mlTensors());
    NdArray elements = get(arrays, name);
    assertThat(elements.dtype()).isEqualTo(MlType.of(name));
    float[] numbers = get(arrays, name + ".float32").toFloatArray();
    assertThat(elements.toFloatArray()).isEqualTo(numbers);
    Path npz = folder.resolve("a.npz");
    Safetensors.toNpz(mlTensors(), npz, Compression.STORED);
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.header(name).dtype()).isEqualTo(DTypes.FLOAT32);
      assertThat(file.get(name).toFloatArray()).isEqualTo(numbers);
    }
  }

  @Test
  void floats_of_ml_dtypes_are_written_with_the_bytes_of_safetensors() throws IOException {
    Path in = mlTensors();
    Path out = folder.resolve("b.safetensors");
    Safetensors.write(out, Safetensors.read(in));
    assertThat(out).hasSameBinaryContentAs(in);
  }

  @Test
  void tensors_of_bfloat16_come_back_from_raw_data() throws IOException {
    Path in = mlTensors();
    Path npz = folder.resolve("a.npz");
    Map<String, NdArray> one = Map.of("w", get(Safetensors.read(in), "bfloat16"));
    Safetensors.toNpz(one, npz, Compression.STORED, PickleFree.Stored.AS_READ.withMlTypes());
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.header("w").dtype()).hasToString("|V2");
    }
    PickleFree.Options told =
        PickleFree.Options.DEFAULT.withLoad(LoadOptions.DEFAULT.withElements(MlType.BFLOAT16));
    Path out = folder.resolve("b.safetensors");
    Safetensors.write(out, PickleFree.arrays(npz, told));
    NdArray back = get(Safetensors.read(out), "w");
    assertThat(back.dtype()).isEqualTo(MlType.BFLOAT16);
    assertThat(back.digest()).isEqualTo(get(one, "w").digest());
  }

  @Test
  void arrays_are_written_as_another_type() throws IOException {
    Path out = folder.resolve("b.safetensors");
    Map<String, NdArray> arrays = Map.of("w", NdArray.of(1.0, 1.00390625, -3.5, 1e300));
    Safetensors.write(out, arrays, MlType.BFLOAT16);
    assertThat(get(Safetensors.read(out), "w").toFloatArray())
        .containsExactly(1, 1, -3.5f, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> Safetensors.write(out, arrays, DTypes.INT32))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("!w: Cannot cast array data from float64 to int32");
    assertThatThrownBy(() -> Safetensors.write(out, arrays, MlType.FLOAT8_E3M4))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("no type for float8_e3m4");
  }

  @Test
  void an_unknown_type_is_refused() throws IOException {
    Path file =
        file(withHeader("{\"a\":{\"dtype\":\"F6_X\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4));
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("!a: a tensor of F6_X, which Brine does not read");
  }

  @Test
  void texts_have_no_type_there() throws IOException {
    NdArray texts = NdArray.of(DTypes.str(1), Shape.of(2), Order.C, ByteBuffer.allocate(8));
    Path out = folder.resolve("b.safetensors");
    assertThatThrownBy(() -> Safetensors.write(out, Map.of("t", texts)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("safetensors has no type for <U1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void lies_are_refused_before_anything_is_allocated() throws IOException {
    List<byte[]> hostile =
        List.of(
            new byte[0],
            new byte[] {1, 2, 3},
            ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60).array(),
            withHeader("[]", 0),
            withHeader("{\"a\":1}", 0),
            withHeader("{\"a\":{\"dtype\":\"F32\"}}", 0),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 8),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 8),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 8),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", 8),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 3),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8),
            withHeader(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
                    + "\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
                8),
            withHeader("[".repeat(1 << 20), 0),
            withHeader(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4611686018427387904,4],"
                    + "\"data_offsets\":[0,0]}}",
                8),
            withHeader(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],"
                    + "\"data_offsets\":[0,9223372036854775807]}}",
                8),
            withHeader("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999]}}", 8));
    for (byte[] bytes : hostile) {
      Path file = file(bytes);
      assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(BrineException.class);
    }
  }

  @Test
  void tensors_of_any_size_are_mapped() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[3221225472],\"data_offsets\":[5,3221225477]},"
            + "\"c\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3221225477,3221225478]}}";
    Path file = file(withHeader(header, 5));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(8 + header.length() + 3221225476L);
      sparse.write(new byte[] {7, 9});
    }
    Map<String, NdArray> arrays = Safetensors.read(file);
    assertThat(Objects.requireNonNull(arrays.get("b")).getLong(3221225471L)).isEqualTo(7);
    assertThat(Objects.requireNonNull(arrays.get("c")).getLong(0)).isEqualTo(9);
  }

  @Test
  void a_file_system_that_cannot_map_is_read() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("a.zip").toUri());
    try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = system.getPath("/a.safetensors");
      Safetensors.write(file, Map.of("a", NdArray.of(1, 2, 3)));
      assertThat(Objects.requireNonNull(Safetensors.read(file).get("a")).toIntArray())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void every_prefix_is_refused() throws IOException {
    byte[] whole = fixture();
    for (int length = 0; length < whole.length; length += 7) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(BrineException.class);
    }
  }
}
