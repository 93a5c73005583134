package dev.brine.cli.scan;

import dev.brine.cli.command.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how many files are done, on a terminal, once a scan has taken a while. */
final class ScanBar implements AutoCloseable {
  private static final long PATIENCE = 1_000_000_000;

  private final Console console;
  private final int count;
  private final long start = System.nanoTime();
  private @Nullable ProgressBar bar;

  ScanBar(Console console, int count) {
    this.console = console;
    this.count = count;
  }

  void done(int files) {
    if (bar == null) {
      boolean wanted = console.terminal() && count > 1;
      if (!wanted || System.nanoTime() - start < PATIENCE) {
        return;
      }
      bar =
          new ProgressBarBuilder()
              .setTaskName("scan")
              .setInitialMax(count)
              .setUnit(" files", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }
    bar.stepTo(files);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
