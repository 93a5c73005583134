package dev.brine.npy.internal.object;

import dev.brine.pickle.value.PyGlobal;

/** The classes of which {@code _reconstruct} may make an empty array: all of them plain data. */
final class ArrayClasses {
  static final String[][] NAMES = {
    {"numpy", "ndarray"},
    {"numpy", "matrix"},
    {"numpy.matrixlib.defmatrix", "matrix"},
    {"numpy", "memmap"},
    {"numpy.core.memmap", "memmap"},
    {"numpy", "recarray"},
    {"numpy.core.records", "recarray"},
    {"numpy.rec", "recarray"},
    {"numpy", "chararray"},
    {"numpy.core.defchararray", "chararray"},
    {"numpy.char", "chararray"}
  };

  private ArrayClasses() {}

  static boolean has(PyGlobal named) {
    for (String[] known : NAMES) {
      if (known[0].equals(named.module()) && known[1].equals(named.name())) {
        return true;
      }
    }
    return false;
  }
}
