package dev.brine.convert.internal.text;

import dev.brine.npy.dtype.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a text, one after another; what it tells is of the row that was read last. */
interface RowSource extends Closeable {

  /** The most characters of a row, which is in memory as a whole. */
  int LONGEST = 8 << 20;

  /** The most cells of a row. */
  int WIDEST = 1 << 20;

  /** Reads the next row; false if there is none. */
  boolean next() throws IOException;

  /** The line on which the row begins, from 1. */
  long line();

  /** The values of the row, in C order; those of the next row take their place. */
  RowCells cells();

  /** The names of the values of a JSON object, in their order there; else none. */
  List<String> names();

  /** The shape of the row; of no axis for one value. */
  Shape shape();

  /** Opens the same text from its start. */
  @FunctionalInterface
  interface Opener {
    RowSource open() throws IOException;
  }
}
