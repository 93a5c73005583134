package dev.brine.npy.internal.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does two halves of a large read side by side; more threads gain little. */
final class TwoThreads {
  /** From how many bytes on a second thread is worth its start. */
  static final long WORTHWHILE = 32L << 20;

  private TwoThreads() {}

  /** A half. */
  interface Part {
    void run() throws IOException;
  }

  static void run(Part first, Part second) throws IOException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              second.run();
              return null;
            });
    Thread thread = new Thread(task, "brine-read");
    thread.setDaemon(true);
    thread.start();
    try {
      first.run();
    } finally {
      await(task);
    }
  }

  private static void await(FutureTask<Void> task) throws IOException {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an array was read");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("an array could not be read", e.getCause());
    }
  }
}
