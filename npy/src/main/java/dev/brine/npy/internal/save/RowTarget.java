package dev.brine.npy.internal.save;

import dev.brine.internal.io.ByteTarget;
import java.io.Closeable;
import java.io.IOException;

/** Where the rows of one array go. */
public interface RowTarget extends ByteTarget, Closeable {

  /** Makes what was written so far part of the file, which then has so many rows. */
  void flush(long rows) throws IOException;

  /** Ends the array, which has so many rows. */
  void commit(long rows) throws IOException;

  /** Gives up what was not flushed, unless it was committed. */
  @Override
  void close() throws IOException;
}
