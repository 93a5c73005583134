package dev.brine.internal.zip;

import java.io.Closeable;
import java.io.IOException;

/** Turns a member's stored bytes back into its bytes; one for each compression method. */
interface MemberDecoder extends Closeable {

  /**
   * Decodes at least one byte straight into {@code target}.
   *
   * @param length at least 1
   * @return how many bytes, or -1 where the compressed data says that it ends
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** After {@link #read} gave -1: how many of the member's stored bytes were not needed. */
  long surplus();

  @Override
  void close();
}
