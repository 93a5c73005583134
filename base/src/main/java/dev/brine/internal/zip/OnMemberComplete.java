package dev.brine.internal.zip;

import java.io.IOException;

/** Receives a finished member's CRC-32 and sizes. */
interface OnMemberComplete {

  /** Called once, after the last byte of the member was written. */
  void at(long crc32, long compressedSize, long size) throws IOException;
}
