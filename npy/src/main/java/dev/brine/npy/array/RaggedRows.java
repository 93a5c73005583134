package dev.brine.npy.array;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;

/** Turns the elements of an object array into rows of ints, measuring first and copying once. */
final class RaggedRows {
  private RaggedRows() {}

  static RaggedInts of(NdArray array) {
    int rows = Math.toIntExact(array.size());
    int[] splits = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      splits[i + 1] = Math.addExact(splits[i], length(array.child(i), i));
    }
    int[] values = new int[splits[rows]];
    for (int i = 0; i < rows; i++) {
      copy(array.child(i), values, splits[i]);
    }
    return RaggedInts.owning(values, splits);
  }

  private static int length(PickleValue item, int row) {
    if (item instanceof PySequence list && isInts(list)) {
      return list.size();
    }
    if (item instanceof ArrayValue value && value.isBuilt() && value.array().ndim() == 1) {
      return Math.toIntExact(value.array().size());
    }
    throw new IllegalStateException("row " + row + " is " + item + ", not a list of 32-bit ints");
  }

  private static boolean isInts(PySequence list) {
    return list.packing() == PySequence.Packing.INTS || list.packing() == PySequence.Packing.EMPTY;
  }

  private static void copy(PickleValue item, int[] values, int at) {
    if (item instanceof PySequence list) {
      list.copyInts(values, at);
    } else {
      int[] row = ((ArrayValue) item).array().toIntArray();
      System.arraycopy(row, 0, values, at, row.length);
    }
  }
}
