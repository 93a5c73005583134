package dev.brine.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives bytes in order. */
public interface ByteTarget {

  /** Receives the bytes from the position to the limit. The buffer may be reused afterwards. */
  void write(ByteBuffer bytes) throws IOException;

  /** Receives all these bytes. */
  default void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }
}
