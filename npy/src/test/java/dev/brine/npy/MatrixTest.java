package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.ComplexArray.Complex;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.array.VoidArray;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of every dtype that NumPy saved, against what NumPy says is in them. */
class MatrixTest {

  @TempDir Path folder;

  /** The array of a line: a member, or a column of a struct in it. */
  private static NdArray column(NdArray array, String path) {
    NdArray column = array;
    for (String name : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      column = ((StructArray) column).field(name);
    }
    return column;
  }

  private static long[] index(NdArray array, long number) {
    long[] index = new long[array.ndim()];
    long rest = number;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % array.shape().dim(axis);
      rest /= array.shape().dim(axis);
    }
    return index;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void every_array_has_the_shape_the_digest_and_the_values_that_numpy_says(int numpy)
      throws IOException {
    List<MatrixLine> lines = MatrixLine.of(numpy);
    Path file =
        NpyFiles.write(folder.resolve("m.npz"), NpyFiles.resource("matrix-" + numpy + ".npz"));
    try (NpzFile npz = NpzFile.open(file)) {
      for (MatrixLine line : lines) {
        NdArray array = column(npz.get(line.member()), line.path());
        assertThat(array.shape()).as(line.name()).isEqualTo(line.shape());
        if (!line.sha256().isEmpty()) {
          assertThat(array.digest()).as(line.name()).isEqualTo(line.sha256());
          assertThat(array.copy().digest()).as(line.name()).isEqualTo(line.sha256());
        }
        List<String> values = line.values();
        for (int i = 0; i < values.size(); i++) {
          long[] index = index(array, i);
          assertThat(text(array, line.kind(), index))
              .as("%s, element %d", line.name(), i)
              .isEqualTo(expected(line.kind(), values.get(i)));
        }
        bulk(array, line);
      }
    }
    assertThat(lines).hasSizeGreaterThan(500);
  }

  @Test
  void every_array_shows_itself_as_numpy_shows_it() throws IOException {
    int shown = 0;
    SoftAssertions soft = new SoftAssertions();
    try (NpzFile npz = NpzFile.open(NpyFiles.resource("matrix-2.npz"))) {
      for (MatrixLine line : MatrixLine.of(2)) {
        NdArray array = column(npz.get(line.member()), line.path());
        // str() of a single bytes object is a whim of NumPy's: b'…' in one version, np.bytes_(b'…')
        if (!line.str().isEmpty() && !line.str().startsWith("np.bytes_(")) {
          soft.assertThat(array.toString()).as(line.name()).isEqualTo(line.str());
          shown++;
        }
      }
    }
    soft.assertAll();
    assertThat(shown).isGreaterThan(200);
  }

  /** An element as comparable text, by the accessors of its kind. */
  private static String text(NdArray array, String kind, long[] index) {
    return switch (kind) {
      case "int" -> array.getBigInteger(index).toString();
      case "float" -> Double.toString(array.getDouble(index));
      case "extended" -> extended((NumericArray) array, index);
      case "complex" -> {
        Complex value = ((ComplexArray) array).getComplex(index);
        yield value.real() + "," + value.imag();
      }
      case "complexextended" ->
          extended(((ComplexArray) array).real(), index)
              + ","
              + extended(((ComplexArray) array).imag(), index);
      case "bytes" -> "x" + HexFormat.of().formatHex(((CharArray) array).getBytes(index));
      case "void" -> "x" + HexFormat.of().formatHex(((VoidArray) array).getBytes(index));
      case "text" -> array.getString(index);
      case "time" -> Long.toString(((TimeArray) array).getLong(index));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String extended(NumericArray array, long[] index) {
    double nearest = array.rounded().getDouble(index);
    try {
      BigDecimal exact = array.getBigDecimal(index);
      assertThat(nearest).isEqualTo(exact.doubleValue());
      return exact.signum() == 0 ? Double.toString(nearest) : exact.stripTrailingZeros().toString();
    } catch (ArithmeticException e) {
      return Double.toString(nearest);
    }
  }

  /** The same text for what NumPy says. */
  private static String expected(String kind, String value) {
    return switch (kind) {
      case "float" -> Double.toString(number(value));
      case "extended" -> extended(value);
      case "complex" -> {
        String[] parts = value.split(",", -1);
        yield number(parts[0]) + "," + number(parts[1]);
      }
      case "complexextended" -> {
        String[] parts = value.split(",", -1);
        yield extended(parts[0]) + "," + extended(parts[1]);
      }
      case "text" -> {
        StringBuilder text = new StringBuilder();
        for (String code :
            value.length() == 1 ? new String[0] : value.substring(1).split("\\.", -1)) {
          text.appendCodePoint(Integer.parseInt(code, 16));
        }
        yield text.toString();
      }
      default -> value;
    };
  }

  private static double number(String value) {
    return switch (value) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(value);
    };
  }

  private static String extended(String value) {
    int p = value.indexOf('p');
    if (p < 0) {
      return Double.toString(number(value));
    }
    BigInteger significand = new BigInteger(value.substring(0, p), 16);
    if (significand.signum() == 0) {
      return value.startsWith("-") ? "-0.0" : "0.0";
    }
    int power = Integer.parseInt(value.substring(p + 1));
    BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(Math.abs(power)));
    BigDecimal digits = new BigDecimal(significand);
    return (power < 0 ? digits.divide(scale) : digits.multiply(scale))
        .stripTrailingZeros()
        .toString();
  }

  /** All elements at once are the elements one by one, in both orders. */
  private static void bulk(NdArray array, MatrixLine line) {
    for (Order order : Order.values()) {
      NdArray walked = order == Order.C ? array : array.transpose();
      switch (line.kind()) {
        case "float" -> {
          double[] all = array.toDoubleArray(order);
          for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isEqualTo(Double.valueOf(walked.getDouble(index(walked, i))));
          }
        }
        case "text" -> {
          String[] all = array.toStringArray(order);
          for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isEqualTo(walked.getString(index(walked, i)));
          }
        }
        case "time" -> {
          long[] all = array.toLongArray(order);
          for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isEqualTo(walked.getLong(index(walked, i)));
          }
        }
        default -> {}
      }
    }
  }
}
