package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PyTuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ml_dtypes and NumPy made, from make_ml_types.py. */
class MlTypesTest {
  private static final NpzFile GOLDEN = golden();

  private static NpzFile golden() {
    try (InputStream in =
        Objects.requireNonNull(MlTypesTest.class.getResourceAsStream("/array/ml_types.npz"))) {
      return NpzFile.open(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<MlType> all() {
    return MlType.all();
  }

  static Stream<MlType> floats() {
    return MlType.all().stream().filter(type -> type.kind() == DType.Kind.ML_FLOAT);
  }

  static Stream<Arguments> pickles() {
    return MlType.all().stream()
        .flatMap(type -> Stream.of(0, 2, 3, 4).map(protocol -> Arguments.of(type, protocol)));
  }

  /** An element for each pattern of bits. */
  private static NumericArray everyElement(MlType type) {
    int count = 1 << (8 * type.itemsize());
    if (type.itemsize() == 1) {
      byte[] bits = new byte[count];
      for (int i = 0; i < count; i++) {
        bits[i] = (byte) i;
      }
      return (NumericArray) NdArray.of(bits).view(type);
    }
    short[] bits = new short[count];
    for (int i = 0; i < count; i++) {
      bits[i] = (short) i;
    }
    return (NumericArray) NdArray.of(bits).view(type);
  }

  private static NumericArray array(String name) throws IOException {
    return (NumericArray) GOLDEN.get(name);
  }

  private static byte[] bytes(String name) throws IOException {
    return array(name).toByteBits();
  }

  private static int[] bits(NdArray array) {
    NumericArray numbers = (NumericArray) array;
    boolean wide = array.dtype().itemsize() == 2;
    int[] bits = new int[(int) array.size()];
    short[] halves = wide ? numbers.toShortBits() : new short[0];
    byte[] bytes = wide ? new byte[0] : numbers.toByteBits();
    for (int i = 0; i < bits.length; i++) {
      bits[i] = wide ? halves[i] & 0xffff : bytes[i] & 0xff;
    }
    return bits;
  }

  private static void assertSame(float actual, int bits) {
    float expected = Float.intBitsToFloat(bits);
    if (Float.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(Float.floatToRawIntBits(actual)).isEqualTo(bits);
    }
  }

  @Test
  void every_type_of_ml_dtypes_has_golden_values() {
    assertThat(GOLDEN.files().stream().filter(name -> name.endsWith(".values")))
        .containsExactlyElementsOf(
            MlType.all().stream().map(type -> type.name() + ".values").toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void all_bits_are_the_numbers_of_ml_dtypes(MlType type) throws IOException {
    NumericArray elements = everyElement(type);
    NumericArray values = array(type.name() + ".values");
    assertThat(elements.size()).isEqualTo(values.size());
    float[] floats = elements.toFloatArray();
    double[] doubles = elements.toDoubleArray();
    for (int i = 0; i < floats.length; i++) {
      if (type.kind() == DType.Kind.ML_FLOAT) {
        assertSame(floats[i], (int) values.getLong(i));
      } else {
        assertThat(elements.getLong(i)).isEqualTo(values.getLong(i));
        assertThat(floats[i]).isEqualTo(values.getFloat(i));
      }
      assertThat(Double.valueOf(doubles[i])).isEqualTo(Double.valueOf(floats[i]));
      assertThat(Float.valueOf(elements.getFloat(i))).isEqualTo(Float.valueOf(floats[i]));
    }
    assertThat(elements.astype(type.widened()).toDoubleArray()).isEqualTo(doubles);
  }

  @ParameterizedTest
  @MethodSource("floats")
  void floats_are_rounded_as_ml_dtypes_rounds(MlType type) throws IOException {
    NumericArray floats = array(type.name() + ".floats");
    assertThat(floats.size()).isGreaterThanOrEqualTo(2000);
    assertThat(bits(floats.astype(type))).isEqualTo(bits(array(type.name() + ".bits")));
    NumericArray doubles = array(type.name() + ".doubles");
    assertThat(bits(doubles.astype(type))).isEqualTo(bits(array(type.name() + ".doubles.bits")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_number_is_stored_and_read_back(MlType type) {
    NumericArray elements = everyElement(type);
    NumericArray copy = (NumericArray) NdArray.zeros(type, elements.shape());
    for (int i = 0; i < elements.size(); i++) {
      copy.setDouble(elements.getDouble(i), i);
    }
    assertThat(copy.toDoubleArray()).isEqualTo(elements.toDoubleArray());
    assertThatThrownBy(() -> copy.setDouble(0.3, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> copy.setLong(1 << 20 | 1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_array_is_shown_as_numpy_shows_it(MlType type) throws IOException {
    int every = type.itemsize() == 2 ? 512 : type.kind() == DType.Kind.ML_INT ? 1 : 2;
    int count = type.kind() == DType.Kind.ML_INT ? 40 : 100;
    NdArray shown = everyElement(type).slice(0, 0, (long) every * count, every);
    assertThat(shown).hasToString(GOLDEN.get(type.name() + ".text").getString());
  }

  /** The same six elements that the script saves. */
  private static NdArray few(MlType type) {
    int every = type.itemsize() == 2 ? 512 : type.kind() == DType.Kind.ML_INT ? 1 : 2;
    return everyElement(type).slice(0, 3L * every, 9L * every, every).reshape(2, 3);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_file_that_ml_dtypes_saved_is_read_if_told_and_written_alike(MlType type)
      throws IOException {
    byte[] saved = bytes(type.name() + ".npy");
    NdArray read = Npy.load(saved, o -> o.withElements(type));
    assertThat(read.dtype()).isEqualTo(type);
    assertThat(read.toDoubleArray()).isEqualTo(few(type).toDoubleArray());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, read);
    if (type.equals(MlType.FLOAT8_E5M2)) {
      // NumPy does not read its own '<f1'; raw data it reads
      assertThatThrownBy(() -> Npy.load(saved)).hasMessageContaining("8-bit float");
      assertThat(Npy.load(out.toByteArray()).dtype()).hasToString("|V1");
    } else {
      assertThat(out.toByteArray()).isEqualTo(saved);
      assertThat(Npy.load(saved).view(type).toDoubleArray()).isEqualTo(read.toDoubleArray());
    }
  }

  @ParameterizedTest
  @MethodSource("pickles")
  void a_pickle_has_the_array_the_scalar_and_the_dtype(MlType type, int protocol)
      throws IOException {
    PyTuple parts = (PyTuple) Npy.loadValue(bytes(type.name() + ".pickle" + protocol));
    NdArray array = ((ArrayValue) parts.get(0)).array();
    assertThat(array.dtype()).isEqualTo(type);
    assertThat(bits(array)).isEqualTo(bits(few(type)));
    ScalarValue scalar = (ScalarValue) parts.get(1);
    assertThat(scalar.dtype()).isEqualTo(type);
    assertThat(scalar.array().getDouble()).isEqualTo(array.getDouble(0, 1));
    assertThat(scalar.printed().before()).startsWith("ml_dtypes." + type.name() + "(");
    assertThat(((DTypeValue) parts.get(2)).dtype()).isEqualTo(type);
  }

  @ParameterizedTest
  @MethodSource("all")
  void arrays_in_an_object_array_are_written_with_the_bytes_of_numpy(MlType type)
      throws IOException {
    byte[] saved = bytes(type.name() + ".object");
    ObjectArray boxed = (ObjectArray) Npy.load(saved);
    assertThat(bits(((ArrayValue) boxed.get(0)).array())).isEqualTo(bits(few(type)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, ObjectArray.ofJava(List.of(few(type).copy())));
    assertThat(out.toByteArray()).isEqualTo(saved);
  }

  @Test
  void a_state_that_would_corrupt_memory_in_numpy_is_refused() throws IOException {
    byte[] good = bytes("bfloat16.pickle2");
    String text = new String(good, StandardCharsets.ISO_8859_1);
    int state = text.indexOf("NNNK\u0002K\u0002K@");
    assertThat(state).isPositive();
    for (String bad : new String[] {"NNNK\u0008K\u0002K@", "NNNK\u0002K\u0002K?"}) {
      String changed = text.substring(0, state) + bad + text.substring(state + bad.length());
      assertThatThrownBy(() -> Npy.loadValue(changed.getBytes(StandardCharsets.ISO_8859_1)))
          .isInstanceOf(BrineException.class)
          .hasMessageContaining("a dtype");
    }
    String old = text.substring(0, state) + "NNNK\u0002K\u0002KP" + text.substring(state + 9);
    assertThat(Npy.loadValue(old.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(PyTuple.class);
  }

  @Test
  void a_call_of_a_type_is_refused() {
    byte[] call = "cml_dtypes\nbfloat16\n(I1\ntR.".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Npy.loadValue(call)).isInstanceOf(BrineException.class);
  }

  @Test
  void the_bits_of_halves_are_shorts_in_both_directions_and_byte_orders() {
    short[] bits = {0x3c00, (short) 0xc000, 0x7c00};
    NumericArray halves = (NumericArray) NdArray.of(bits).view(DTypes.FLOAT16);
    assertThat(halves.toFloatArray()).containsExactly(1, -2, Float.POSITIVE_INFINITY);
    assertThat(halves.toShortBits()).isEqualTo(bits);
    NumericArray big = halves.astype(DTypes.parse(">f2"));
    assertThat(big.dtype()).hasToString(">f2");
    assertThat(big.toShortBits()).isEqualTo(bits);
    assertThat(halves.astype(MlType.BFLOAT16).toShortBits())
        .containsExactly((short) 0x3f80, (short) 0xc000, (short) 0x7f80);
    assertThatThrownBy(halves::toByteBits)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("8 bits");
  }

  @Test
  void a_view_needs_elements_of_the_same_size() {
    NdArray array = NdArray.of(new short[3]);
    assertThatThrownBy(() -> array.view(DTypes.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> array.view(DTypes.OBJECT))
        .isInstanceOf(UnsupportedOperationException.class);
    NdArray row = NdArray.zeros(MlType.BFLOAT16, Shape.of(2, 3)).transpose().row(1);
    ((NumericArray) row).setDouble(1.5, 1);
    assertThat(row.view(DTypes.INT16).toShortArray()).containsExactly((short) 0, (short) 0x3fc0);
  }

  @Test
  void rows_and_mapped_files_have_the_numbers(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.npy");
    Npy.save(file, few(MlType.BFLOAT16));
    LoadOptions told = LoadOptions.DEFAULT.withElements(MlType.BFLOAT16);
    assertThat(Npy.header(file, told).dtype()).isEqualTo(MlType.BFLOAT16);
    assertThat(Npy.map(file, MapMode.READ_ONLY, told).toFloatArray())
        .isEqualTo(few(MlType.BFLOAT16).toFloatArray());
    try (RowReader rows = Npy.rows(file, told)) {
      NdArray all = Objects.requireNonNull(rows.next(2));
      assertThat(all.toFloatArray(Order.C)).isEqualTo(few(MlType.BFLOAT16).toFloatArray());
    }
  }
}
