package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StringDType.Missing;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.JavaValues;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values built in Java have the bytes that NumPy and pickle saved, from make_built_values.py. */
class BuiltValuesTest {
  private static final NpzFile GOLDEN = golden();

  private static NpzFile golden() {
    try (InputStream in =
        Objects.requireNonNull(
            BuiltValuesTest.class.getResourceAsStream("/array/built_values.npz"))) {
      return NpzFile.open(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    return GOLDEN.get(name).view(DTypes.INT8).toByteArray();
  }

  private static NdArray ones() {
    return NdArray.of(1.0, 1, 1, 1).reshape(2, 2);
  }

  /** A map in the order of its arguments: a key, a value and so on. */
  private static Map<Object, Object> map(Object... pairs) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Object nested() {
    NdArray zeros = NdArray.of(new float[2]);
    return map(
        "layers",
        List.of(map("w", ones(), "name", "first"), map("w", zeros, "rate", 0.5)),
        "steps",
        300,
        "big",
        BigInteger.ONE.shiftLeft(70),
        "ok",
        true,
        "none",
        PyConstant.NONE,
        "raw",
        new byte[] {0, (byte) 0xff},
        "shape",
        JavaValues.tuple(1, 2),
        7,
        -1);
  }

  /** An array that is built, and the name of what NumPy saved. */
  record Built(String name, NdArray array) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Built> arrays() {
    NdArray ones = ones();
    PyList texts =
        PyList.of(PyStr.of("a"), PyStr.of(""), PyStr.of("grün"), PyStr.of("long ".repeat(10)));
    ObjectArray matrix = ObjectArray.ofJava(Arrays.asList("a", 1, null, 2.5));
    return List.of(
        new Built(
            "dict", ObjectArray.ofValue(map("w", ones, "b", NdArray.of(new int[] {0, 1, 2})))),
        new Built("nested", ObjectArray.ofValue(nested())),
        new Built("shared", ObjectArray.ofValue(map("a", ones, "b", ones))),
        new Built("none", ObjectArray.ofValue(null)),
        new Built("text", ObjectArray.ofValue("one")),
        new Built("list", ObjectArray.ofValue(List.of(1, 2, 3))),
        new Built("array_in_array", ObjectArray.ofValue(ones)),
        new Built(
            "strings", ObjectArray.of(StringDType.of(true, Missing.UNSET), Shape.of(4), texts)),
        new Built(
            "missing",
            ObjectArray.of(
                StringDType.of(true, Missing.NONE),
                Shape.of(2),
                PyList.of(PyStr.of("a"), PyConstant.NONE))),
        new Built("objects", ObjectArray.ofJava(List.of("a", "bc", "grün"))),
        new Built("matrix_of_objects", matrix.reshape(2, 2)),
        new Built("mixed", ObjectArray.ofJava(Arrays.asList(ones, List.of(1, 2), "x", null))));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void an_array_has_the_bytes_of_numpy_and_is_read_back(Built built) throws IOException {
    byte[] expected = bytes(built.name() + ".npy");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, built.array());
    assertThat(out.toByteArray()).isEqualTo(expected);
    assertThat(Npy.load(expected).digest()).isEqualTo(built.array().digest());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    Npy.save(again, Npy.load(expected));
    assertThat(again.toByteArray()).isEqualTo(expected);
  }

  /** A value that is built, and the name of what pickle wrote. */
  record Value(String name, PickleValue value) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static ByteBuffer little(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<Value> values() {
    NdArray masked = NdArray.of(0L, 1, 2);
    NdArray fill = NdArray.of(9L).reshape();
    PyLibrary.Deque.Builder deque = PyLibrary.Deque.builder(4);
    deque.append(PyInt.of(1));
    deque.append(PyInt.of(2));
    StructType struct = StructType.packed(List.of("a", "b"), List.of(DTypes.INT32, DTypes.FLOAT64));
    ByteBuffer record = little(12).putInt(1).putDouble(2.5).flip();
    byte[] single = little(4).putFloat(1.5f).array();
    return List.of(
        new Value(
            "arrays",
            JavaValues.toPython(
                List.of(ones(), NdArray.of(0L, 1, 2, 3).reshape(2, 2).transpose()))),
        new Value("ordered", JavaValues.dict(Kind.ORDERED_DICT, map("w", ones(), "b", 1))),
        new Value(
            "default",
            JavaValues.defaultDict(new PyGlobal("builtins", "list", 0), map("a", List.of(1)))),
        new Value("counter", JavaValues.dict(Kind.COUNTER, map("a", 2))),
        new Value("frozen", JavaValues.set(Kind.FROZENSET, List.of("a"))),
        new Value("set", JavaValues.set(Kind.SET, List.of(5))),
        new Value("complex", new PyNumber.Complex(1, 2)),
        new Value("bytearray", PyBytes.wrapByteArray(new byte[] {'a', 'b'})),
        new Value("deque", deque.value()),
        new Value("decimal", JavaValues.toPython(new BigDecimal("1.50"))),
        new Value(
            "times",
            JavaValues.tuple(LocalDate.of(2024, 2, 29), Duration.ofDays(1).plusNanos(5000))),
        new Value(
            "masked",
            MaskedValue.of(
                masked, NdArray.of(new boolean[] {false, true, false}), ArrayValue.of(fill))),
        new Value("matrix", ArrayValue.of(NdArray.of(1L, 2).reshape(1, 2), "numpy.matrix")),
        new Value("scalar", ScalarValue.wrap(DTypes.FLOAT32, single)),
        new Value("dtype", DTypeValue.of(DTypes.FLOAT32)),
        new Value("struct", ArrayValue.of(NdArray.of(struct, Shape.of(1), Order.C, record))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_has_the_bytes_of_pickle_and_is_read_back(Value built, @TempDir Path folder)
      throws IOException {
    byte[] expected = bytes(built.name() + ".pkl");
    Path file = folder.resolve("a.pkl");
    Npy.saveValue(file, built.value());
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
    Npy.saveValue(file, Npy.loadValue(expected));
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void every_saved_value_is_built() throws IOException {
    List<String> built =
        Stream.concat(
                arrays().stream().map(each -> each.name() + ".npy"),
                values().stream().map(each -> each.name() + ".pkl"))
            .toList();
    assertThat(built).containsExactlyInAnyOrderElementsOf(GOLDEN.files());
  }

  @Test
  void a_dict_of_arrays_is_a_map_again() throws IOException {
    ObjectArray array = (ObjectArray) Npy.load(bytes("dict.npy"));
    assertThat(array.ndim()).isZero();
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(array.getObject());
    assertThat(map.keySet()).hasToString("[w, b]");
    NdArray ones = (NdArray) Objects.requireNonNull(map.get("w"));
    assertThat(ones.toDoubleArray()).containsOnly(1);
  }

  @Test
  void what_occurs_twice_stays_shared() throws IOException {
    ObjectArray shared = (ObjectArray) Npy.load(bytes("shared.npy"));
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(shared.getObject());
    assertThat(map.get("a")).isSameAs(map.get("b"));
  }

  @Test
  void strings_are_java_strings() throws IOException {
    NdArray strings = Npy.load(bytes("strings.npy"));
    assertThat(strings.toStringArray()).containsExactly("a", "", "grün", "long ".repeat(10));
    assertThat(strings.getString(2)).isEqualTo("grün");
    assertThat(Npy.load(bytes("objects.npy")).toStringArray()).containsExactly("a", "bc", "grün");
    ObjectArray texts = ObjectArray.ofJava(List.of("a", "b", "c", "d"));
    assertThat(texts.reshape(2, 2).toStringArray(Order.F)).containsExactly("a", "c", "b", "d");
    assertThat(texts.reshape(2, 2).transpose().toStringArray()).containsExactly("a", "c", "b", "d");
    assertThat(Npy.load(bytes("text.npy")).toStringArray()).containsExactly("one");
  }

  @Test
  void what_is_no_string_is_named() throws IOException {
    assertThatThrownBy(() -> Npy.load(bytes("missing.npy")).toStringArray())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("element 1 is a missing string; getObject(…) returns None");
    assertThatThrownBy(() -> Npy.load(bytes("matrix_of_objects.npy")).toStringArray())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("element 1 is an int, not a str");
    assertThatThrownBy(() -> Npy.load(bytes("matrix_of_objects.npy")).getString(1, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("element [1, 0] is a NoneType, not a str");
  }

  @Test
  void elements_that_do_not_fit_the_dtype_are_not_saved() {
    ObjectArray wrong =
        ObjectArray.of(StringDType.of(true, Missing.UNSET), Shape.of(1), PyList.of(PyInt.of(1)));
    assertThatThrownBy(() -> Npy.save(new ByteArrayOutputStream(), wrong))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("element 0 of an array of StringDType() is an int");
  }
}
