package dev.brine.cli.load;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Console;
import dev.brine.datasets.SourceOptions;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.cache.CacheOptions.Progress;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** The options for the source of a dataset. */
final class SourceArguments {
  private SourceArguments() {}

  static void add(Options options, String what) {
    Arguments.value(
        options,
        "data",
        "FILE",
        "read " + what + "; by default, Keras' cache, to which the data is downloaded first");
    Arguments.flag(options, "sample", "read the small sample that comes with Brine");
  }

  static <S extends SourceOptions<S>> S apply(Arguments arguments, S options) {
    String data = arguments.text("data");
    if (data != null && arguments.has("sample")) {
      throw new UsageException("--data and --sample exclude each other");
    }
    if (arguments.has("sample")) {
      return options.withSample();
    }
    return data == null ? options : options.withData(Path.of(data));
  }

  /** The source, for titles. */
  static String origin(SourceOptions<?> options) {
    return options.data() == null ? " from the cache" : " from " + options.data();
  }

  /** The options for the cache, and the progress bar of a download. */
  static final class CacheArguments implements AutoCloseable {
    private final CacheOptions options;
    private final DownloadBar bar;

    CacheArguments(Arguments arguments, Console console) {
      this.bar = new DownloadBar(console);
      Progress progress = bar;
      String home = arguments.text("home");
      this.options =
          CacheOptions.DEFAULT
              .withHome(home == null ? null : Path.of(home))
              .withOffline(arguments.has("offline"))
              .withOrigin(arguments.text("origin"))
              .withProgress(progress);
    }

    static void add(Options options) {
      Arguments.value(
          options, "home", "DIR", "Keras' folder; KERAS_HOME by default, else ~/.keras");
      Arguments.value(
          options, "origin", "URL", "download from this mirror; the hash is still checked");
      Arguments.flag(options, "offline", "use the cache only; download nothing");
    }

    CacheOptions options() {
      return options;
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Shows the progress of a download on a terminal; elsewhere prints problems only. */
  private static final class DownloadBar implements Progress, AutoCloseable {
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
}
