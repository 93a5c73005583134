package dev.brine.cli.load;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.UsageException;
import dev.brine.datasets.SourceOptions;
import java.nio.file.Path;
import org.apache.commons.cli.Options;

/** The options that tell where a data set comes from. */
final class SourceArguments {
  private SourceArguments() {}

  static void add(Options options, String what) {
    Arguments.value(
        options,
        "data",
        "FILE",
        "read " + what + "; without it, Keras' cache, into which it is downloaded at first");
    Arguments.flag(options, "sample", "read the small sample that Brine carries");
  }

  static <S extends SourceOptions<S>> S apply(Arguments arguments, S options) {
    String data = arguments.text("data");
    if (data != null && arguments.has("sample")) {
      throw new UsageException("--data and --sample exclude each other");
    }
    if (arguments.has("sample")) {
      return options.sample();
    }
    return data == null ? options : options.data(Path.of(data));
  }

  /** Where it came from, as titles have it. */
  static String origin(SourceOptions<?> options) {
    return options.data() == null ? " from the cache" : " from " + options.data();
  }
}
