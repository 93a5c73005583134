package dev.brine.datasets.tables;

import dev.brine.datasets.tables.SequenceRows.NumpyFailures;
import dev.brine.datasets.tables.Sequences.PadOptions;
import dev.brine.datasets.tables.Sequences.PadOptions.Side;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.util.Arrays;
import java.util.List;

/** Implements {@code pad_sequences} for sequences that are arrays of numbers or vectors. */
final class ArrayPadding {
  private final List<NdArray> sequences;
  private final PadOptions options;

  ArrayPadding(List<NdArray> sequences, PadOptions options) {
    this.sequences = sequences;
    this.options = options;
  }

  PackedArray padded() {
    Shape cell = Shape.SCALAR;
    long longest = 0;
    for (NdArray sequence : sequences) {
      if (sequence.ndim() == 0) {
        throw new IllegalArgumentException(
            "`sequences` must be a list of iterables. Found non-iterable: " + sequence);
      }
      long length = sequence.shape().dim(0);
      cell = longest == 0 && length > 0 ? cell(sequence) : cell;
      longest = Math.max(longest, length);
    }
    Integer given = options.maxLen();
    if (given == null && sequences.isEmpty()) {
      throw NumpyFailures.emptyMaximum();
    }
    long maxLen = given == null ? longest : given;
    PackedWriter table = new PackedWriter(options.packed(), sequences.size(), maxLen, cell);
    table.fill(options.value());
    for (int i = 0; i < sequences.size(); i++) {
      if (sequences.get(i).shape().dim(0) > 0) {
        put(table, i, cell, maxLen);
      }
    }
    return table.done();
  }

  private void put(PackedWriter table, int row, Shape cell, long maxLen) {
    NdArray sequence = sequences.get(row);
    long length = sequence.shape().dim(0);
    boolean all = maxLen == 0 && options.truncating() == Side.PRE; // in Python, s[-0:]
    long count = all ? length : Math.min(length, maxLen);
    long from = options.truncating() == Side.PRE ? length - count : 0;
    long at = (options.padding() == Side.PRE ? maxLen - count : 0) * cell.size();
    NdArray kept = sequence.slice(from, from + count);
    if (all || !cell(sequence).equals(cell)) {
      // NumPy reports numbers that do not fit first
      put(kept, new PackedWriter(options.packed(), 1, kept.size()), 0, 0);
    }
    if (!cell(sequence).equals(cell)) {
      throw new IllegalArgumentException(
          "Shape of sample "
              + cell(sequence)
              + " of sequence at position "
              + row
              + " is different from expected shape "
              + cell);
    }
    if (all) {
      if (length > 1) {
        throw NumpyFailures.cannotBroadcast(length, cell);
      }
      return;
    }
    put(kept, table, row, (int) at);
  }

  private static Shape cell(NdArray sequence) {
    long[] dims = sequence.shape().dims();
    return Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
  }

  /** Writes the numbers of a sequence in C order. */
  private static void put(NdArray kept, PackedWriter table, int row, int at) {
    switch (kept.dtype().kind()) {
      case FLOAT -> {
        double[] values = kept.toDoubleArray(Order.C);
        for (int i = 0; i < values.length; i++) {
          table.putReal(row, at + i, values[i]);
        }
      }
      case BOOL, INT, UINT -> {
        long[] values = whole(kept, row);
        for (int i = 0; i < values.length; i++) {
          table.put(row, at + i, values[i]);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "the sequence at position "
                  + row
                  + " is an array of "
                  + kept.dtype()
                  + "; only bool, int, uint and float can be padded");
    }
  }

  private static long[] whole(NdArray kept, int row) {
    try {
      return kept.toLongArray(Order.C);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the sequence at position " + row + " cannot be padded: " + e.getMessage(), e);
    }
  }

  /**
   * A number to pad with, which is a Python int or float.
   *
   * @param isWhole whether it is an int
   * @param whole the int
   * @param real the float
   */
  record PadValue(boolean isWhole, long whole, double real) {
    /** Keras' default. */
    static final PadValue ZERO = of(0.0);

    static PadValue of(long value) {
      return new PadValue(true, value, value);
    }

    static PadValue of(double value) {
      return new PadValue(false, 0, value);
    }

    /** Returns whether this is the zero that new arrays are filled with. */
    boolean isZero() {
      return isWhole ? whole == 0 : Double.doubleToRawLongBits(real) == 0;
    }
  }
}
