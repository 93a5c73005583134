package dev.brine.datasets.tables;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import java.util.ArrayList;
import java.util.List;

/** Converts the rows of an array, or the lists and arrays in an object array, to arrays. */
final class SequenceRows {
  private SequenceRows() {}

  static List<NdArray> of(NdArray sequences) {
    if (sequences.ndim() == 0) {
      throw new IllegalArgumentException("`sequences` must be iterable.");
    }
    int count = Math.toIntExact(sequences.shape().dim(0));
    List<NdArray> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (sequences instanceof ObjectArray objects && objects.ndim() == 1) {
        rows.add(row(objects.item(i), i));
      } else if (sequences.row(i) instanceof ObjectArray items) {
        rows.add(list(items.toList(), i));
      } else {
        rows.add(sequences.row(i));
      }
    }
    return rows;
  }

  private static NdArray row(PickleValue value, int row) {
    if (value instanceof PySequence list) {
      return list(list, row);
    }
    if (value instanceof ArrayValue held && held.isComplete()) {
      return held.array() instanceof ObjectArray items && items.ndim() == 1
          ? list(items.toList(), row)
          : held.array();
    }
    throw new IllegalArgumentException(
        "`sequences` must be a list of iterables. Found non-iterable: " + value.described());
  }

  private static NdArray list(PySequence list, int row) {
    switch (list.packing()) {
      case EMPTY, INTS, LONGS -> {
        long[] values = new long[list.size()];
        list.copyLongs(values, 0);
        return NdArray.of(values);
      }
      case DOUBLES -> {
        double[] values = new double[list.size()];
        list.copyDoubles(values, 0);
        return NdArray.of(values);
      }
      case VALUES -> {
        return isNested(list.get(0)) ? vectors(list, row) : mixed(list, row);
      }
    }
    throw new AssertionError(list.packing());
  }

  private static boolean isNested(PickleValue value) {
    return value instanceof PySequence || value instanceof ArrayValue;
  }

  /** Converts a list of lists of numbers that have the same length. */
  private static NdArray vectors(PySequence list, int row) {
    List<NdArray> vectors = new ArrayList<>(list.size());
    boolean real = false;
    for (int i = 0; i < list.size(); i++) {
      PickleValue value = list.get(i);
      boolean deep =
          value instanceof PySequence inner && inner.size() > 0 && isNested(inner.get(0));
      NdArray vector = isNested(value) && !deep ? row(value, row) : NdArray.of(0L).reshape();
      if (vector.ndim() != 1 || vector.size() != (i == 0 ? vector : vectors.get(0)).size()) {
        throw new IllegalArgumentException(
            "element "
                + i
                + " of row "
                + row
                + " is not a vector of as many numbers as the elements before it");
      }
      real |= vector.dtype().kind() == DType.Kind.FLOAT;
      vectors.add(vector);
    }
    NdArray[] parts = new NdArray[vectors.size()];
    for (int i = 0; i < parts.length; i++) {
      NdArray vector = vectors.get(i);
      NdArray same = real ? NdArray.of(vector.toDoubleArray()) : NdArray.of(vector.toLongArray());
      parts[i] = same.reshape(1, vector.size());
    }
    return NdArray.concatenate(parts);
  }

  /** Converts a list of numbers: to floats if one is a float, which must represent the others. */
  private static NdArray mixed(PySequence list, int row) {
    double[] reals = new double[list.size()];
    long[] wholes = new long[list.size()];
    boolean real = false;
    int inexact = -1;
    for (int i = 0; i < list.size(); i++) {
      PickleValue value = list.get(i);
      if (value instanceof PyFloat number) {
        reals[i] = number.value();
        real = true;
      } else {
        wholes[i] = whole(value, row, i);
        reals[i] = (double) wholes[i];
        inexact = (long) reals[i] == wholes[i] ? inexact : i;
      }
    }
    if (real && inexact >= 0) {
      throw new IllegalArgumentException(
          "row " + row + " has floats and " + wholes[inexact] + ", which float64 cannot represent");
    }
    return real ? NdArray.of(reals) : NdArray.of(wholes);
  }

  private static long whole(PickleValue value, int row, int column) {
    if (value instanceof PyInt number && number.isLong()) {
      return number.longValue();
    }
    if (value == PyConstant.TRUE || value == PyConstant.FALSE) {
      return value == PyConstant.TRUE ? 1 : 0;
    }
    if (value instanceof ScalarValue scalar) {
      try {
        return scalar.array().getLong();
      } catch (ArithmeticException | UnsupportedOperationException e) {
        throw new IllegalArgumentException(
            "element " + column + " of row " + row + " cannot be padded: " + e.getMessage(), e);
      }
    }
    throw new IllegalArgumentException(
        "element "
            + column
            + " of row "
            + row
            + " is "
            + value.described()
            + ", not a number of 64 bits");
  }

  /** Creates exceptions with NumPy's messages. */
  static final class NumpyFailures {
    private NumpyFailures() {}

    /** Returns the exception for the largest of no numbers. */
    static IllegalArgumentException emptyMaximum() {
      return new IllegalArgumentException(
          "zero-size array to reduction operation maximum which has no identity");
    }

    /** Returns the exception for {@code length} cells in a row of length 0. */
    static IllegalArgumentException cannotBroadcast(long length, Shape cell) {
      StringBuilder dims = new StringBuilder(",");
      for (int axis = 0; axis < cell.ndim(); axis++) {
        dims.append(cell.dim(axis)).append(axis == cell.ndim() - 1 ? "" : ",");
      }
      return new IllegalArgumentException(
          "could not broadcast input array from shape ("
              + length
              + dims
              + ") into shape (0"
              + dims
              + ")");
    }
  }
}
