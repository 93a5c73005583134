package dev.brine.npy;

import dev.brine.internal.io.ByteTarget;
import java.io.Closeable;
import java.io.IOException;

/** Where the rows of one array go. */
interface RowTarget extends ByteTarget, Closeable {

  /** Makes the bytes so far part of the file, which then has this number of rows. */
  void flush(long rows) throws IOException;

  /** Completes the array, which has this number of rows. */
  void commit(long rows) throws IOException;

  /** Discards what was not flushed, unless it was committed. */
  @Override
  void close() throws IOException;
}
