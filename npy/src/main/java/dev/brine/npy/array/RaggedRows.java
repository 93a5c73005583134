package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;

/** Turns the elements of an object array into rows of ints, measuring first and copying once. */
final class RaggedRows {
  private RaggedRows() {}

  static RaggedInts of(ObjectArray array) {
    if (array.ndim() == 2) {
      return equalRows(array);
    }
    if (array.ndim() != 1) {
      throw new IllegalStateException(
          "only an array of one axis or two has rows of ints; this one has " + array.ndim());
    }
    int rows = JavaArrays.length(array.size());
    int[] splits = new int[rows + 1];
    long total = 0;
    for (int i = 0; i < rows; i++) {
      total += length(array.item(i), i);
      splits[i + 1] = total(total);
    }
    int[] values = new int[splits[rows]];
    for (int i = 0; i < rows; i++) {
      copy(array.item(i), i, values, splits[i]);
    }
    return RaggedInts.wrap(values, splits);
  }

  /** An array of Python ints with two axes: what NumPy makes of lists that all have one length. */
  private static RaggedInts equalRows(ObjectArray array) {
    long width = array.shape().dim(1);
    int[] values = new int[total(array.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(array.item(i), (int) (i / width), (int) (i % width));
    }
    return RaggedInts.ofEqualRows(values, array.shape().dim(0), width);
  }

  /** A few shared lists can stand for more ints than there is memory for. */
  private static int total(long total) {
    if (total > JavaArrays.MAX_LENGTH || total * Integer.BYTES > Runtime.getRuntime().maxMemory()) {
      throw new ArithmeticException(
          "the rows have at least " + total + " ints, more than fit Java's memory; take a slice");
    }
    return (int) total;
  }

  private static long length(PickleValue item, int row) {
    if (item instanceof PySequence list) {
      return list.size();
    }
    if (item instanceof ArrayValue value && value.isComplete() && value.array().ndim() == 1) {
      return value.array().size();
    }
    String what =
        item instanceof ArrayValue value && value.isComplete()
            ? "an array of " + value.array().ndim() + " axes"
            : item.described();
    throw new IllegalStateException("row " + row + " is " + what + ", not a list of ints");
  }

  private static void copy(PickleValue item, int row, int[] values, int at) {
    if (item instanceof ArrayValue array) {
      copy(array.array(), row, values, at);
      return;
    }
    PySequence list = (PySequence) item;
    switch (list.packing()) {
      case INTS -> list.copyInts(values, at);
      case EMPTY -> {}
      case LONGS, DOUBLES, VALUES -> {
        for (int i = 0; i < list.size(); i++) {
          values[at + i] = integer(list.get(i), row, i);
        }
      }
    }
  }

  private static void copy(NdArray array, int row, int[] values, int at) {
    switch (array.dtype().kind()) {
      case BOOL, INT, UINT -> {
        try {
          int[] ints = array.toIntArray();
          System.arraycopy(ints, 0, values, at, ints.length);
        } catch (ArithmeticException e) {
          throw new ArithmeticException("row " + row + ": " + e.getMessage());
        }
      }
      case OBJECT -> {
        ObjectArray objects = (ObjectArray) array;
        for (int i = 0; i < objects.size(); i++) {
          values[at + i] = integer(objects.item(i), row, i);
        }
      }
      default ->
          throw new IllegalStateException(
              "row " + row + " is an array of " + array.dtype() + ", not of ints");
    }
  }

  private static int integer(PickleValue value, int row, int column) {
    if (value instanceof PyInt integer) {
      if (integer.isLong() && integer.longValue() == (int) integer.longValue()) {
        return (int) integer.longValue();
      }
      throw tooLarge(integer, row, column);
    }
    if (value == PyConstant.TRUE || value == PyConstant.FALSE) {
      return value == PyConstant.TRUE ? 1 : 0;
    }
    if (value instanceof ScalarValue scalar && isInteger(scalar.dtype())) {
      try {
        return scalar.array().getInt();
      } catch (ArithmeticException e) {
        throw tooLarge(scalar.array().getBigInteger(), row, column);
      }
    }
    throw new IllegalStateException(
        "row " + row + " has " + value.described() + " at " + column + ", not an int");
  }

  private static boolean isInteger(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT -> true;
      default -> false;
    };
  }

  private static ArithmeticException tooLarge(Object value, int row, int column) {
    return new ArithmeticException(
        "row " + row + " has " + value + " at " + column + ", which does not fit 32 bits");
  }
}
