package dev.brine.npy.internal.strided;

import dev.brine.internal.parallel.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Divides a large copy between two threads: one does not use the whole bandwidth of the memory, and
 * more than two gain little.
 */
public final class ParallelCopy {
  /** The smallest copy, in bytes, for which starting a thread pays off. */
  static final long WORTHWHILE = 32L << 20;

  private ParallelCopy() {}

  /** A copy of {@code count} elements, of which {@code from} is the first. */
  public interface Part {
    void copy(int from, int count);
  }

  /** Copies {@code count} elements of {@code bytes} bytes in all. */
  public static void copy(int count, long bytes, Part part) {
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
