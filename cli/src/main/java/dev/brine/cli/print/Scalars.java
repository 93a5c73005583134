package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.value.PyFloat;
import java.nio.ByteBuffer;

/** Single values that lie in no array, as NumPy's {@code str} shows them. */
public final class Scalars {
  private Scalars() {}

  /** A float that came out of an array of floats of this dtype; 80-bit ones were rounded. */
  public static String text(double value, DType dtype) {
    if (dtype.itemsize() >= Double.BYTES) {
      return text(value);
    }
    NdArray scalar = NdArray.zeros(dtype, Shape.SCALAR);
    ((NumericArray) scalar).setDouble(value);
    return scalar.toString();
  }

  /** A float64. */
  public static String text(double value) {
    return new PyFloat(value).toString();
  }

  /** A timestamp or duration of {@code count} units. */
  public static String text(long count, TimeType type) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(type.endian().byteOrder());
    return ScalarValue.wrap(type, bytes.putLong(count).array()).array().toString();
  }
}
