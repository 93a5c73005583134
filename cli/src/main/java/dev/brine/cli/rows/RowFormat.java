package dev.brine.cli.rows;

import dev.brine.cli.element.ItemColumn;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;

/** How rows are printed. */
interface RowFormat {

  /** Whether a line before each array may say which it is. */
  boolean hasTitles();

  /** Prints what goes before other rows than those before. */
  void title(String title);

  /**
   * Is told what array the rows to come are of.
   *
   * @return how many rows make a whole, and are printed together if any is
   */
  default long begin(DType dtype, Shape shape) {
    return 1;
  }

  /**
   * Prints some rows of an array; the first ones of it, if {@code first}.
   *
   * @param block the rows, or a 0-d array
   * @param rows what is in them
   */
  void rows(NdArray block, ItemColumn rows, boolean first) throws IOException;

  /** Prints a value that is no array. */
  void value(PickleValue value) throws IOException;
}
