package dev.brine.pickle;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of Python 2's 8-bit strings, like the {@code encoding} argument of {@code np.load}.
 */
public enum StringEncoding {
  /** As ASCII text; other bytes are an error. Python's default. */
  ASCII,
  /** As Latin-1 text, in which all bytes are valid. */
  LATIN1,
  /** As bytes. */
  BYTES;

  /** Returns the encoding that {@code np.load} calls {@code name}, or null. */
  public static @Nullable StringEncoding of(String name) {
    return switch (name) {
      case "ASCII", "ascii" -> ASCII;
      case "latin1", "latin-1", "LATIN1" -> LATIN1;
      case "bytes" -> BYTES;
      default -> null;
    };
  }
}
