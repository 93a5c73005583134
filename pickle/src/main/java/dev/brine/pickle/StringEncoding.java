package dev.brine.pickle;

import org.jspecify.annotations.Nullable;

/** How the 8-bit strings of Python 2 are read: the {@code encoding} of {@code np.load}. */
public enum StringEncoding {
  /** As ASCII text; other bytes are an error. Python's default. */
  ASCII,
  /** As Latin-1 text, which any bytes are. */
  LATIN1,
  /** As bytes. */
  BYTES;

  /** The encoding that {@code np.load} calls {@code name}, or null. */
  public static @Nullable StringEncoding of(String name) {
    return switch (name) {
      case "ASCII", "ascii" -> ASCII;
      case "latin1", "latin-1", "LATIN1" -> LATIN1;
      case "bytes" -> BYTES;
      default -> null;
    };
  }
}
