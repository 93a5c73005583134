package dev.brine.internal.zip;

import java.io.IOException;

/** Is told what a member came to. */
interface MemberEnd {

  /** All of it was written. */
  void at(long crc32, long compressedSize, long size) throws IOException;
}
