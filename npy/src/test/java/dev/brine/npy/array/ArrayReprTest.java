package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.Npy;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleText;
import dev.brine.testing.GoldenRepr;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays, dtypes and scalars in values, as NumPy 2.4's {@code repr} shows them. */
class ArrayReprTest {

  private static String repr(String file) throws IOException {
    try (InputStream in = ArrayReprTest.class.getResourceAsStream("/fuzz/" + file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return PickleText.repr(Npy.loadValue(bytes, options -> options));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "npy/bool.npy; array([ True, False])",
        "npy/bytes.npy; array([b'ab', b'c'], dtype='|S2')",
        "npy/empty.npy; array([], shape=(0, 3), dtype=complex64)",
        "npy/f8.npy; array([[0., 1., 2.],¶       [3., 4., 5.]])",
        "npy/fortran.npy; array([[0, 1, 2],¶       [3, 4, 5]], dtype='>i2')",
        "npy/half.npy; array([1.5, 2.5], dtype=float16)",
        "npy/scalar.npy; array(1.5, dtype=float32)",
        "npy/text.npy; array(['ab', 'é'], dtype='<U2')",
        "npy/time.npy; array(['2020-01-01',        'NaT'], dtype='datetime64[D]')",
        "npy/void.npy; array([b'\\x61\\x62', b'\\x63\\x64'], dtype='|V2')",
        "npy/struct.npy; array([(0, [0., 0.], ''), (0, [0., 0.], '')],"
            + "¶      dtype=[('a', '<i4'), ('b', '>f8', (2,)), (('t', 'n'), '<U2')])",
      })
  void an_array_is_shown_as_numpy_shows_it(String file, String expected) throws IOException {
    assertThat(repr(file)).isEqualTo(expected.replace('¶', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "npy/ragged.npy; array([[1, 2, 3], [], [70000, -1]], dtype=object)",
        "npy/mixed.npy; array(['a', b'b', None, {'k': (1, 2)}, numpy.float64(1.0),"
            + " array([0, 1, 2])], dtype=object)",
        "npy/objstruct.npy; array([(1, [2])], dtype=[('i', '<i4'), ('o', 'O')])",
        "object/masked-2.pkl; masked_array(data=array([1.5, 2.5]), mask=array([False,  True]),"
            + " fill_value=None)",
        "object/strings-2.pkl; array(['a', 'long enough to be elsewhere'], dtype=StringDType())",
      })
  void what_holds_python_values_is_shown_with_them(String file, String expected)
      throws IOException {
    assertThat(repr(file)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "object/scalars-2.pkl; numpy.float32(1.0)",
        "object/scalars-2.pkl; numpy.datetime64('1970-01-01T00:00:01')",
        "object/scalars-2.pkl; numpy.True_",
        "object/dtypes-2.pkl; dtype('float64')",
        "object/dtypes-2.pkl; dtype('<m8[7D]')",
      })
  void scalars_and_dtypes_are_calls(String file, String expected) throws IOException {
    assertThat(repr(file)).contains(expected);
  }

  /** Scalars, dtypes and arrays in containers, which {@code make_reprs.py} wrote. */
  @Test
  void the_reprs_of_1000_values_are_those_of_numpy() throws IOException {
    int compared = 0;
    List<String> wrong = new ArrayList<>();
    for (GoldenRepr golden : GoldenRepr.read(ArrayReprTest.class, "/repr/numpy-2.4.tsv.gz")) {
      String shown = PickleText.repr(Npy.loadValue(golden.pickle(), options -> options));
      if (!shown.equals(golden.repr())) {
        wrong.add("line " + compared + ": " + shown + "\n not: " + golden.repr());
      }
      compared++;
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isEqualTo(1_000);
  }

  /** As NumPy 2.4 prints {@code numpy.array(1 / 3)} and the like. */
  @Test
  void the_element_of_a_0d_array_is_rounded_as_in_a_line() {
    assertThat(ArrayRepr.of(NdArray.of(1.0 / 3).reshape())).isEqualTo("array(0.33333333)");
    assertThat(ArrayRepr.of(NdArray.of(1e20).reshape())).isEqualTo("array(1.e+20)");
    assertThat(ArrayRepr.of(NdArray.of(new boolean[] {true}).reshape())).isEqualTo("array(True)");
    ByteBuffer parts = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    parts.putDouble(0, 1.0 / 3);
    NdArray complex = NdArray.of(DTypes.COMPLEX128, Shape.SCALAR, Order.C, parts);
    assertThat(ArrayRepr.of(complex)).isEqualTo("array(0.33333333+0.j)");
    DType seconds = DTypes.parse("<m8[s]");
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -487700);
    assertThat(ArrayRepr.of(NdArray.of(seconds, Shape.SCALAR, Order.C, bytes)))
        .isEqualTo("array(-487700, dtype='timedelta64[s]')");
  }

  @Test
  void a_large_array_is_shown_by_its_edges() throws IOException {
    NdArray array = NdArray.of(new long[2000]);
    assertThat(PickleText.repr(ArrayValue.of(array)))
        .isEqualTo("array([0, 0, 0, ..., 0, 0, 0], shape=(2000,))");
  }
}
