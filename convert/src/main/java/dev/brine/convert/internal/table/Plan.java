package dev.brine.convert.internal.table;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.util.List;

/**
 * The array that the rows of a text make.
 *
 * @param dtype of the array, or of all rows' items where these are ragged
 * @param cells the dtypes of the cells of a row, over and over: one, or those of the fields
 * @param keys of JSON objects, in the order of the fields; else none
 * @param skipped how many rows at the start are comments or names
 * @param rows how many follow
 * @param shape of the array; of all items where rows are ragged
 * @param ragged whether rows are lists of different lengths
 * @param texts what its texts take
 */
record Plan(
    DType dtype,
    List<DType> cells,
    List<String> keys,
    int skipped,
    long rows,
    Shape shape,
    boolean ragged,
    TextRoom texts) {

  /** Whether it is a list of texts that would take much more room as an array. */
  boolean isWastefulList() {
    return !ragged && shape.ndim() == 1 && dtype.kind() == DType.Kind.STR && texts.isWasteful();
  }

  /** How many cells each row has, if they are not ragged. */
  long width() {
    if (cells.size() > 1 || !keys.isEmpty()) {
      return cells.size();
    }
    long width = 1;
    for (int axis = 1; axis < shape.ndim(); axis++) {
      width *= shape.dim(axis);
    }
    return width;
  }
}
