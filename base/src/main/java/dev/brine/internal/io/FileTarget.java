package dev.brine.internal.io;

import java.io.IOException;

/** Where a file is written: in order, and sometimes also again at an earlier place. */
public interface FileTarget extends ByteTarget {

  /** Returns how many bytes were written, or lay there before. */
  long position();

  /** Returns whether {@link #patch} works. */
  boolean isSeekable();

  /** Replaces bytes that were written; the position stays. */
  void patch(long at, byte[] bytes) throws IOException;
}
