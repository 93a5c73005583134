package dev.brine.cli.load;

import dev.brine.cli.command.Console;
import dev.brine.datasets.cache.DownloadProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a download on standard error: a bar on a terminal, elsewhere only what went wrong. */
final class DownloadBar implements DownloadProgress, AutoCloseable {
  private static final long MIB = 1L << 20;

  private final Console console;
  private @Nullable ProgressBar bar;

  DownloadBar(Console console) {
    this.console = console;
  }

  @Override
  public void advanced(String name, long bytes, long total) {
    if (!console.terminal()) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setUnit(" MiB", MIB)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }
    bar.stepTo(bytes);
  }

  @Override
  public void note(String sentence) {
    close();
    console.err().println("brine: " + sentence);
  }

  @Override
  public void finished(String name) {
    close();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
