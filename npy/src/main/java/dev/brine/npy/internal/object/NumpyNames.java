package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.NumpyVersion;
import dev.brine.pickle.value.PyGlobal;

/** Where a version of NumPy keeps what its pickles name. */
final class NumpyNames {
  private final boolean second;

  NumpyNames(NumpyVersion version) {
    this.second = version == NumpyVersion.NUMPY_2;
  }

  /** Whether the names are those of NumPy 2. */
  boolean areSecond() {
    return second;
  }

  String multiarray() {
    return second ? "numpy._core.multiarray" : "numpy.core.multiarray";
  }

  PyGlobal maskedArray() {
    return global(second ? "numpy.ma" : "numpy.ma.core", "MaskedArray");
  }

  /** The class that decoding calls {@code numpy.recarray} and the like. */
  PyGlobal arrayClass(String subtype) {
    String name = subtype.substring(subtype.lastIndexOf('.') + 1);
    return switch (name) {
      case "recarray" -> global(second ? "numpy.rec" : "numpy", name);
      case "chararray" -> global(second ? "numpy.char" : "numpy", name);
      default -> global("numpy", name);
    };
  }

  static PyGlobal global(String module, String name) {
    return new PyGlobal(module, name, 0);
  }
}
