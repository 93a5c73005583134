package dev.brine.internal.zip;

import org.jspecify.annotations.Nullable;

/** Finds the zip64 field among a header's extra fields (APPNOTE 4.5.3). */
final class Zip64Extra {
  private final byte[] bytes;
  private int next;
  private int left;

  private Zip64Extra(byte[] bytes, int at, int length) {
    this.bytes = bytes;
    this.next = at;
    this.left = length;
  }

  /**
   * The zip64 field, empty if there is none.
   *
   * @return null if a field is longer than what holds it
   */
  static @Nullable Zip64Extra find(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    // Up to three bytes may remain: some writers pad with zeros to align what follows.
    while (end - at >= 4) {
      int id = ZipFormat.u16(bytes, at);
      int size = ZipFormat.u16(bytes, at + 2);
      at += 4;
      if (size > end - at) {
        return null;
      }
      if (id == ZipFormat.ZIP64_EXTRA) {
        return new Zip64Extra(bytes, at, size);
      }
      at += size;
    }
    return new Zip64Extra(bytes, at, 0);
  }

  /**
   * {@code narrow}, or the field's next value if that is saturated; -1 if the field has no more.
   */
  long widen(long narrow) {
    if (narrow != ZipFormat.SATURATED) {
      return narrow;
    }
    if (left < 8) {
      return -1;
    }
    long wide = ZipFormat.i64(bytes, next);
    next += 8;
    left -= 8;
    return wide;
  }
}
