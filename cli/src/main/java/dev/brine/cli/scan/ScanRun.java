package dev.brine.cli.scan;

import dev.brine.cli.command.Reasons;
import dev.brine.scan.FileScan;
import dev.brine.scan.Form;
import dev.brine.scan.Scan;
import dev.brine.scan.ScanOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Scans files side by side, and hands out what came of them in their order. */
final class ScanRun {
  private final List<Target> targets;
  private final ScanOptions options;
  private final int threads;
  private final List<FutureTask<Outcome>> tasks = new ArrayList<>();

  ScanRun(List<Target> targets) {
    this.targets = targets;
    ScanOptions given = ScanOptions.DEFAULT;
    this.threads = Math.min(given.threads(), targets.size());
    if (threads > 1) {
      // one thread a file; and the memory that one file might take is shared
      long heap = Runtime.getRuntime().maxMemory() / 4 * 3 / threads;
      long most = Math.min(given.pickle().heapBytes(), heap);
      given = given.withThreads(1).withPickle(given.pickle().withHeapBytes(most));
    }
    this.options = given;
  }

  /** Begins, in threads of its own. */
  void start() {
    for (Target target : targets) {
      tasks.add(new FutureTask<>(() -> scan(target)));
    }
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int k = next.getAndIncrement(); k < tasks.size(); k = next.getAndIncrement()) {
                  tasks.get(k).run();
                }
              },
              "brine-files");
      thread.setDaemon(true);
      thread.start();
    }
  }

  int count() {
    return tasks.size();
  }

  /** What came of a file; waits for it. */
  Outcome outcome(int index) throws IOException {
    try {
      return tasks.get(index).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while scanning");
    } catch (ExecutionException e) {
      throw new IllegalStateException(targets.get(index).name(), e.getCause());
    }
  }

  private Outcome scan(Target target) {
    if (target.failure() != null) {
      return Outcome.failed(target.name(), Reasons.of(target.failure()));
    }
    try {
      FileScan scan = Scan.of(target.path(), o -> options.withClaimed(target.isNamed()));
      boolean means =
          target.isNamed() || scan.form() != Form.OTHER || Scan.isNamedLikeOne(target.name());
      return means ? Outcome.of(target.name(), scan) : Outcome.skipped(target.name());
    } catch (IOException e) {
      return Outcome.failed(target.name(), Reasons.of(e));
    }
  }
}
