package dev.brine.cli.element;

import dev.brine.npy.array.NdArray;
import java.util.Arrays;

/** Makes columns whose elements are the rows of arrays. */
public final class Rows {
  private Rows() {}

  /** The rows of an array: what is at each place of its first axis. A 0-d array is one row. */
  public static ItemColumn of(NdArray array) {
    return of(array, Columns.of(array));
  }

  /** The rows of a masked array. */
  public static ItemColumn of(NdArray data, NdArray mask) {
    return of(data, new MaskedColumn(Columns.of(data), mask.toBooleanArray()));
  }

  private static ItemColumn of(NdArray array, Column elements) {
    if (array.ndim() == 0) {
      return new ItemColumn(1, elements);
    }
    long[] dims = array.shape().dims();
    return new ItemColumn(
        Math.toIntExact(dims[0]), elements, Arrays.copyOfRange(dims, 1, dims.length));
  }
}
