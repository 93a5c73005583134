package dev.brine.internal.zip;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The steps that write an archive, in order. A step may wait for a block that another thread
 * compresses, and all steps behind it wait too; so blocks of one member, and whole small members,
 * are compressed in parallel.
 */
final class WriteQueue {

  /** Writes a part of the archive. */
  interface Step {
    void run() throws IOException;
  }

  private record Waiting(@Nullable Future<?> block, Step step) {}

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final int most;

  /** The number of steps in the queue that wait for blocks. */
  private int blocks;

  /** Creates a queue that holds at most {@code most} blocks. */
  WriteQueue(int most) {
    this.most = most;
  }

  /** Adds a step, which runs at once if the queue is empty. */
  void add(Step step) throws IOException {
    if (queue.isEmpty()) {
      step.run();
    } else {
      queue.add(new Waiting(null, step));
    }
  }

  /** Adds a step that waits for a block, and runs the steps whose blocks are ready. */
  void add(Future<?> block, Step step) throws IOException {
    queue.add(new Waiting(block, step));
    blocks++;
    while (blocks > most || (!queue.isEmpty() && isReady(queue.element()))) {
      next();
    }
  }

  /** Runs all steps. */
  void finish() throws IOException {
    while (!queue.isEmpty()) {
      next();
    }
  }

  private static boolean isReady(Waiting first) {
    return first.block() == null || first.block().isDone();
  }

  private void next() throws IOException {
    Waiting first = queue.remove();
    if (first.block() != null) {
      DeflateThreads.await(first.block());
      blocks--;
    }
    first.step().run();
  }
}
