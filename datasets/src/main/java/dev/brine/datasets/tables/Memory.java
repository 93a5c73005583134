package dev.brine.datasets.tables;

import java.nio.ByteBuffer;

/** Where a table is allocated. */
public enum Memory {
  /** On the Java heap. */
  HEAP,
  /** Outside the heap, where native libraries can read it without a copy. */
  DIRECT;

  ByteBuffer allocate(int size) {
    return this == DIRECT ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }
}
