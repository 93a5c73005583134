package dev.brine.internal.io;

import java.io.IOException;

/** Receives the bytes of a file in order, and possibly changes to earlier bytes. */
public interface FileTarget extends ByteTarget {

  /** Returns the number of bytes written, including those that existed before. */
  long position();

  /** Returns whether {@link #patch} works. */
  boolean isSeekable();

  /** Replaces bytes that were written; the position does not change. */
  void patch(long at, byte[] bytes) throws IOException;
}
