package dev.brine.internal.parallel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Work on another thread, and its result.
 *
 * @param <T> the result
 */
public final class Task<T extends @Nullable Object> {
  private final Parallel.Source<T> work;
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Thread thread;

  // written before the latch opens, read after it
  private @Nullable T result;
  private @Nullable Throwable failure;

  Task(Parallel.Source<T> work) {
    this.work = work;
  }

  /** Runs the work on a daemon thread, so that it never keeps the JVM from ending. */
  void start(String name) {
    Thread started = new Thread(this::run, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  void run() {
    try {
      result = work.get();
    } catch (Throwable e) { // rethrown when the result is requested
      failure = e;
    } finally {
      end.countDown();
    }
  }

  /**
   * Waits for the result. If this thread is interrupted, interrupts the work and stops waiting.
   *
   * @throws IOException what the work threw, as all its unchecked exceptions and errors; or an
   *     {@link InterruptedIOException} if this thread was interrupted, which stays marked so
   */
  public T join() throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      if (thread != null) {
        thread.interrupt();
      }
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while waiting for another thread");
      interrupted.initCause(e);
      throw interrupted;
    }
    return result();
  }

  /** Waits until the work has ended, even if interrupted, so that its data no longer changes. */
  void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        end.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Returns the result of work that has ended. */
  @SuppressWarnings("NullAway") // null only where T is nullable
  T result() throws IOException {
    Throwable thrown = failure;
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown != null) {
      throw (Error) thrown; // work throws no other checked exception
    }
    return result;
  }
}
