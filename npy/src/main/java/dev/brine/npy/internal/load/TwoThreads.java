package dev.brine.npy.internal.load;

import dev.brine.internal.parallel.Parallel;
import java.io.IOException;

/** Reads a large array in two halves at the same time; more threads gain little. */
final class TwoThreads {
  /** From how many bytes on a second thread is worth its start. */
  static final long WORTHWHILE = 32L << 20;

  private TwoThreads() {}

  static void run(Parallel.Work first, Parallel.Work second) throws IOException {
    Parallel.runBoth("brine-read", first, second);
  }
}
