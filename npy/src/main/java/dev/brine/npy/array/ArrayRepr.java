package dev.brine.npy.array;

import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.print.ArrayText;
import dev.brine.npy.internal.print.Sample;

/** Formats an array or a scalar without Python objects as NumPy's {@code repr()} does. */
final class ArrayRepr {
  private static final String OPEN = "array(";
  private static final int LINE = 75;

  private ArrayRepr() {}

  /** {@code array([1, 2], dtype=int32)}; of a large array only the edges are shown. */
  static String of(NdArray array) {
    Shape shape = array.shape();
    if (array.size() == 0) {
      String told = shape.ndim() == 1 ? "" : ", shape=" + shape;
      return OPEN + "[]" + told + ", dtype=" + name(array.dtype()) + ")";
    }
    Sample sample = Sample.of(shape);
    String body;
    if (shape.ndim() == 0) {
      body = element(array);
    } else if (sample.isTooLong()) {
      body = "...";
    } else {
      body =
          ArrayText.withCommas(
              shape, array.formatter(sample), sample.isSummary(), " ".repeat(OPEN.length()));
    }
    String told = sample.isSummary() || sample.isTooLong() ? "shape=" + shape : "";
    if (!isImplied(array.dtype())) {
      told += (told.isEmpty() ? "" : ", ") + "dtype=" + name(array.dtype());
    }
    return OPEN + body + suffix(body, told);
  }

  /** The element of a 0-d array as in an array of one axis: unlike a scalar, it is rounded. */
  private static String element(NdArray array) {
    NdArray line = array.reshape(1);
    Shape shape = line.shape();
    String text = ArrayText.withCommas(shape, line.formatter(Sample.of(shape)), false, "");
    return text.substring(1, text.length() - 1).strip(); // of a bool, which is padded in a line
  }

  private static String suffix(String body, String told) {
    if (told.isEmpty()) {
      return ")";
    }
    int start = body.lastIndexOf('\n') + 1;
    int column = body.length() - start + (start == 0 ? OPEN.length() : 0);
    boolean fits = column + told.length() + 3 <= LINE;
    return (fits ? ", " : ",\n" + " ".repeat(OPEN.length())) + told + ")";
  }

  /** The element of a 0-d array, in quotes if it is a string or a time. */
  static String scalar(NdArray array) {
    return switch (array.dtype().kind()) {
      case STR, STRING, DATETIME, TIMEDELTA -> PythonRepr.of(array.scalarText());
      default -> array.scalarText();
    };
  }

  /** Whether NumPy leaves this dtype out of a repr because it is a default. */
  private static boolean isImplied(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> true;
      case INT, FLOAT -> dtype.itemsize() == Long.BYTES && isNative(dtype);
      case COMPLEX -> dtype.itemsize() == 2 * Double.BYTES && isNative(dtype);
      default -> false;
    };
  }

  private static boolean isNative(DType dtype) {
    return dtype.endian() != DType.Endian.BIG;
  }

  /** {@code int32}, {@code '>f8'}, {@code [('a', '<i4')]}. */
  static String name(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, OBJECT -> dtype.toString();
      case INT, UINT, FLOAT, LONGDOUBLE, COMPLEX, COMPLEX_LONGDOUBLE ->
          isNative(dtype) ? dtype.toString() : "'" + dtype.str() + "'";
      // a name that is no identifier of letters and digits has quotes in NumPy
      case ML_FLOAT, ML_INT ->
          dtype.toString().contains("_") ? "'" + dtype + "'" : dtype.toString();
      case BYTES, STR, VOID -> "'" + dtype.str() + "'";
      case DATETIME, TIMEDELTA -> "'" + dtype + "'";
      case STRUCT, SUBARRAY, STRING -> dtype.toString();
    };
  }
}
