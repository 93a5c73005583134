package dev.brine.npy.array;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;

/** The value of Python's own types that a NumPy scalar equals. */
final class ScalarKey {
  private ScalarKey() {}

  /** That value, or the scalar itself where there is none. */
  static PickleValue of(PickleValue scalar, NdArray array) {
    return switch (array.dtype().kind()) {
      case BOOL -> PyConstant.of(array.getBoolean());
      case INT -> PyInt.of(array.getLong());
      case UINT -> PyInt.of(array.getBigInteger());
      case FLOAT -> new PyFloat(array.getDouble());
      case LONGDOUBLE -> real(scalar, array);
      case COMPLEX -> {
        Complex value = ((ComplexArray) array).getComplex();
        yield new PyNumber.Complex(value.real(), value.imag());
      }
      case BYTES -> PyBytes.wrap(array.getBytes());
      case STR -> text(scalar, array);
      default -> scalar;
    };
  }

  private static PickleValue real(PickleValue scalar, NdArray array) {
    try {
      return new PyFloat(array.getDouble());
    } catch (ArithmeticException e) {
      return scalar;
    }
  }

  private static PickleValue text(PickleValue scalar, NdArray array) {
    try {
      return PyStr.of(array.getString());
    } catch (IllegalStateException e) {
      return scalar;
    }
  }
}
