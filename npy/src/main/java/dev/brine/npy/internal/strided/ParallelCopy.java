package dev.brine.npy.internal.strided;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

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
    if (bytes < WORTHWHILE || Runtime.getRuntime().availableProcessors() < 2) {
      part.copy(0, count);
      return;
    }
    int half = count / 2;
    FutureTask<Void> second = new FutureTask<>(() -> part.copy(half, count - half), null);
    Thread thread = new Thread(second, "brine-copy");
    thread.setDaemon(true);
    thread.start();
    RuntimeException failure = null;
    try {
      part.copy(0, half);
    } catch (RuntimeException e) {
      failure = e;
    }
    RuntimeException later = await(second);
    if (failure != null || later != null) {
      // report the earlier element first
      throw failure != null ? failure : later;
    }
  }

  /** Waits even if interrupted: the copy is short, and half of an array is useless. */
  private static @Nullable RuntimeException await(FutureTask<Void> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return null;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return e.getCause() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException("a copy failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
