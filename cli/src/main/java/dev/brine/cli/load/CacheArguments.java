package dev.brine.cli.load;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Console;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.cache.DownloadProgress;
import java.nio.file.Path;
import org.apache.commons.cli.Options;

/** The options that every data set of the cache takes, and the progress of its download. */
final class CacheArguments implements AutoCloseable {
  private final CacheOptions options;
  private final DownloadBar bar;

  CacheArguments(Arguments arguments, Console console) {
    this.bar = new DownloadBar(console);
    DownloadProgress progress = bar;
    String home = arguments.text("home");
    this.options =
        CacheOptions.DEFAULT
            .home(home == null ? null : Path.of(home))
            .offline(arguments.has("offline"))
            .origin(arguments.text("origin"))
            .progress(progress);
  }

  static void add(Options options) {
    Arguments.value(options, "home", "DIR", "Keras' folder; KERAS_HOME by default, else ~/.keras");
    Arguments.value(
        options, "origin", "URL", "download from this mirror; the hash is checked all the same");
    Arguments.flag(options, "offline", "use the cache only, download nothing");
  }

  CacheOptions options() {
    return options;
  }

  @Override
  public void close() {
    bar.close();
  }
}
