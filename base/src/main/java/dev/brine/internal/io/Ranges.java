package dev.brine.internal.io;

/** The arithmetic that all sources share. */
final class Ranges {
  private Ranges() {}

  /**
   * How many of {@code length} bytes from {@code position} lie before {@code size}: 0 only if
   * {@code length} is 0, -1 if there is none.
   */
  static int readable(long position, int length, long size) {
    if (position < 0) {
      throw new IndexOutOfBoundsException("position must be non-negative but was " + position);
    }
    if (length == 0) {
      return 0;
    }
    return position >= size ? -1 : (int) Math.min(length, size - position);
  }
}
