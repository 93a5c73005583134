package dev.brine.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes, in order. */
public interface ByteTarget {

  /** Takes the bytes from the position to the limit. They may be used again afterwards. */
  void write(ByteBuffer bytes) throws IOException;

  /** Takes all these bytes. */
  default void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }
}
