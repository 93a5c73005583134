package dev.brine.datasets.internal.reviews;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Runs two pieces of work at once: the train part and the test part are alike and independent. */
final class SideBySide {
  private SideBySide() {}

  /**
   * What the two gave.
   *
   * @param first of the first piece
   * @param second of the second
   * @param <T> what they give
   */
  public record Pair<T>(T first, T second) {}

  /**
   * Runs {@code second} on a thread of its own and {@code first} on this one. Both have ended when
   * this returns or throws; where both fail, the first one's failure is thrown.
   */
  public static <T> Pair<T> run(Callable<T> first, Callable<T> second) throws IOException {
    FutureTask<T> mine = new FutureTask<>(first);
    FutureTask<T> other = new FutureTask<>(second);
    Thread thread = new Thread(other, "brine-second-part");
    thread.setDaemon(true);
    thread.start();
    mine.run();
    try {
      thread.join();
      return new Pair<>(mine.get(), other.get());
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while loading");
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof IOException io) {
      return io;
    }
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IOException(cause);
  }
}
