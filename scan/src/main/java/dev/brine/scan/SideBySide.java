package dev.brine.scan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does pieces of work that need nothing of one another, on several threads. */
final class SideBySide {
  private SideBySide() {}

  /** Does the pieces 0 to {@code count - 1}, each by whichever thread is free. */
  static void run(int count, int threads, IntConsumer piece) throws IOException {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            piece.accept(i);
          }
        };
    List<FutureTask<Void>> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, count); i++) {
      FutureTask<Void> helper = new FutureTask<>(worker, null);
      Thread thread = new Thread(helper, "brine-scan");
      thread.setDaemon(true);
      thread.start();
      helpers.add(helper);
    }
    worker.run();
    for (FutureTask<Void> helper : helpers) {
      await(helper);
    }
  }

  private static void await(FutureTask<Void> task) throws IOException {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was scanned");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
