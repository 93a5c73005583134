package dev.brine.internal.zip;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to an archive, in order. A step may have to wait for a block that another
 * thread compresses, and all after it wait with it; so blocks of one member, and whole small
 * members, are compressed side by side.
 */
final class Steps {

  /** Writes something. */
  interface Step {
    void run() throws IOException;
  }

  private record Waiting(@Nullable Future<?> block, Step step) {}

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final int most;

  /** How many steps of the queue wait for blocks. */
  private int blocks;

  /** A queue with at most so many blocks in it. */
  Steps(int most) {
    this.most = most;
  }

  /** Adds a step, which is done at once if nothing is before it. */
  void add(Step step) throws IOException {
    if (queue.isEmpty()) {
      step.run();
    } else {
      queue.add(new Waiting(null, step));
    }
  }

  /** Adds a step that has to wait, and does some that no longer have to. */
  void add(Future<?> block, Step step) throws IOException {
    queue.add(new Waiting(block, step));
    blocks++;
    while (blocks > most || (!queue.isEmpty() && isReady(queue.element()))) {
      next();
    }
  }

  /** Does all of them. */
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
