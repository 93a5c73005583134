package dev.brine.convert.internal.text;

import dev.brine.npy.dtype.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Reads the rows of a text file; the accessors describe the row that was read last. */
interface RowSource extends Closeable {

  /** The maximum number of characters of a row, which is held in memory. */
  int MAX_CHARS = 8 << 20;

  /** The maximum number of cells of a row. */
  int MAX_CELLS = 1 << 20;

  /** Reads the next row; returns false at the end of the file. */
  boolean next() throws IOException;

  /** Returns the line on which the row begins, counted from 1. */
  long line();

  /** Returns the values of the row in C order; the next row replaces them. */
  RowCells cells();

  /** Returns the keys of a JSON object in their order; otherwise an empty list. */
  List<String> names();

  /** Returns the shape of the row; a single value has no axes. */
  Shape shape();

  /** Opens the same text from its start. */
  @FunctionalInterface
  interface Opener {
    RowSource open() throws IOException;
  }
}
