package dev.brine.npy.array;

import dev.brine.npy.internal.strided.JavaArrays;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of ints of different lengths, in two flat arrays: the values of all rows, and the position
 * at which each row starts. Row {@code i} is {@code values[rowSplits[i]] … values[rowSplits[i + 1]
 * - 1]}, which is the layout of Arrow's List and TensorFlow's RaggedTensor. Immutable.
 */
public final class RaggedInts {
  private final int[] values;
  private final int[] rowSplits;

  private RaggedInts(int[] values, int[] rowSplits) {
    this.values = values;
    this.rowSplits = rowSplits;
  }

  /**
   * Wraps these arrays, which are not copied and must not be changed afterwards.
   *
   * @param values the values of all rows, in order
   * @param rowSplits the position at which each row starts, and finally the number of values; one
   *     more than there are rows
   * @throws IllegalArgumentException if the splits do not start at 0, decrease, or do not end at
   *     the number of values
   */
  public static RaggedInts wrap(int[] values, int[] rowSplits) {
    int last = rowSplits.length - 1;
    if (last < 0 || rowSplits[0] != 0 || rowSplits[last] != values.length) {
      throw new IllegalArgumentException(
          "rowSplits must start at 0 and end at " + values.length + ", the number of values");
    }
    for (int i = 0; i < last; i++) {
      if (rowSplits[i] > rowSplits[i + 1]) {
        throw new IllegalArgumentException(
            "rowSplits must not decrease, but they do after row " + i);
      }
    }
    return new RaggedInts(values, rowSplits);
  }

  /** Rows copied from arrays of ints. */
  public static RaggedInts of(int[]... rows) {
    int[] splits = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      splits[i + 1] = Math.addExact(splits[i], rows[i].length);
    }
    int[] values = new int[splits[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, splits[i], rows[i].length);
    }
    return new RaggedInts(values, splits);
  }

  /** Wraps the values of rows of equal length. */
  static RaggedInts ofEqualRows(int[] values, long rows, long width) {
    int[] splits = new int[JavaArrays.length(rows) + 1];
    for (int row = 1; row < splits.length; row++) {
      splits[row] = (int) (row * width);
    }
    return new RaggedInts(values, splits);
  }

  /** The number of rows. */
  public int size() {
    return rowSplits.length - 1;
  }

  /** The number of values in all rows. */
  public int valueCount() {
    return values.length;
  }

  /** The number of values in the row at {@code index}. */
  public int rowLength(int index) {
    return rowSplits[index + 1] - rowSplits[index];
  }

  /** A copy of the row at {@code index}. */
  public int[] row(int index) {
    return Arrays.copyOfRange(values, rowSplits[index], rowSplits[index + 1]);
  }

  /**
   * One value.
   *
   * @throws IndexOutOfBoundsException if the row has no such column
   */
  public int get(int row, int column) {
    if (column < 0 || column >= rowLength(row)) {
      throw new IndexOutOfBoundsException(
          "column " + column + " of row " + row + ", which has " + rowLength(row) + " values");
    }
    return values[rowSplits[row] + column];
  }

  /** The values of all rows, read-only and not copied. */
  public IntBuffer values() {
    return IntBuffer.wrap(values).asReadOnlyBuffer();
  }

  /**
   * The position at which each row starts, and finally the number of values; read-only and not
   * copied.
   */
  public IntBuffer rowSplits() {
    return IntBuffer.wrap(rowSplits).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RaggedInts that
        && Arrays.equals(values, that.values)
        && Arrays.equals(rowSplits, that.rowSplits);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(rowSplits);
  }

  @Override
  public String toString() {
    return "RaggedInts of " + size() + " rows, " + values.length + " values";
  }
}
