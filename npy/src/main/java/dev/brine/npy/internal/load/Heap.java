package dev.brine.npy.internal.load;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.NpyHeader;

/** Takes memory for elements, or says that there is not enough. */
final class Heap {
  /** The longest array that a JVM is sure to make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Heap() {}

  /** Refuses what can never fit. */
  static void check(NpyHeader header, Location location) throws LimitException {
    if (header.dataBytes() > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(header.dataBytes(), location);
    }
    if (header.dtype().itemsize() > LONGEST_ARRAY) {
      throw new LimitException(
          location, "an element of " + header.dtype().itemsize() + " bytes does not fit an array");
    }
  }

  /** An array of so many bytes for a part of {@code total}. */
  static byte[] allocate(int bytes, long total, Location location) throws LimitException {
    try {
      return new byte[bytes];
    } catch (OutOfMemoryError e) {
      // nothing is lost: the one large array was never made
      throw tooLarge(total, location);
    }
  }

  private static LimitException tooLarge(long bytes, Location location) {
    return new LimitException(
        location,
        "the array takes "
            + bytes
            + " bytes, more than Java's heap has, which may grow to "
            + Runtime.getRuntime().maxMemory()
            + ": map it, read it in parts, or start Java with a larger -Xmx");
  }
}
