package dev.brine.npy.array;

import dev.brine.internal.parallel.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Shares a large copy between two threads: one does not use all the bandwidth that memory has. More
 * gain little.
 */
final class Halves {
  /** From how many bytes on a second thread is worth its start. */
  static final long WORTHWHILE = 32L << 20;

  private Halves() {}

  /** A copy of {@code count} elements, of which {@code from} is the first. */
  interface Part {
    void copy(int from, int count);
  }

  /** Copies {@code count} elements of {@code bytes} bytes in all. */
  static void copy(int count, long bytes, Part part) {
    if (bytes < WORTHWHILE) {
      part.copy(0, count);
      return;
    }
    int half = count / 2;
    try {
      Parallel.runBoth("brine-copy", () -> part.copy(0, half), () -> part.copy(half, count - half));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // copies between arrays do no input or output
    }
  }
}
