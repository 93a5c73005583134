package dev.brine.npy.internal.strided;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Shares a large copy between two threads: one does not use all the bandwidth that memory has. More
 * gain little.
 */
public final class ParallelCopy {
  /** From how many bytes on a second thread is worth its start. */
  static final long WORTHWHILE = 32L << 20;

  private ParallelCopy() {}

  /** A copy of {@code count} elements, of which {@code from} is the first. */
  public interface Part {
    void copy(int from, int count);
  }

  /** Copies {@code count} elements that take so many bytes. */
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
      // the first half's goes before the second's: it is about an earlier element
      throw failure != null ? failure : later;
    }
  }

  /** Waits, without giving up when interrupted: the copy is short, and half an array is none. */
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
