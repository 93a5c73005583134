package dev.brine.npy.internal.load;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import java.io.Closeable;
import java.io.IOException;

/** Reads rows, the places of an array's first axis, a few at a time. */
public interface Rows extends Closeable {

  /** What the file says about the whole array. */
  NpyHeader header();

  /** Reads the next {@code count} rows, which must be there. */
  NdArray next(long count) throws IOException;

  /** Passes over the next {@code count} rows, which must be there. */
  void skip(long count) throws IOException;
}
