package dev.brine.cli.load;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.datasets.Imdb;
import dev.brine.datasets.ImdbOptions;
import dev.brine.datasets.Semantics;
import dev.brine.datasets.TrainTest;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine load imdb}. */
public final class ImdbCommand implements Command {

  @Override
  public String usage() {
    return "brine load imdb [--data FILE | --sample] [options]";
  }

  @Override
  public String summary() {
    return "Loads the IMDB reviews as keras.datasets.imdb.load_data() does, and shows them.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.value(
        options,
        "data",
        "FILE",
        "read this .npz; without it, Keras' cache, into which it is downloaded at first");
    Arguments.flag(options, "sample", "read the small sample that Brine carries");
    Arguments.value(options, "num-words", "N", "keep ids below N; none, the default, keeps all");
    Arguments.value(options, "skip-top", "N", "leave out ids below N; 0 by default");
    Arguments.value(options, "maxlen", "N", "leave out reviews of N ids and more; none by default");
    Arguments.value(options, "seed", "N", "of the shuffle; 113 by default, none for any");
    Arguments.value(options, "start-char", "N", "put before every review; 1 by default, or none");
    Arguments.value(
        options, "oov-char", "N", "put for ids left out; 2 by default, none drops them");
    Arguments.value(options, "index-from", "N", "added to every rank; 3 by default, or none");
    Arguments.value(options, "semantics", "WHOSE", "keras3, the default, or keras2.1");
    Arguments.value(
        options,
        "word-index",
        "FILE",
        "the words; without it, imdb_word_index.json beside the data, else in the cache");
    Arguments.value(options, "show", "ROW", "print this review only: a row of train, or test:ROW");
    Arguments.flag(options, "json", "print one JSON object with counts and digests");
    CacheArguments.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(
          "brine load imdb takes options only, not " + line.getArgList().get(0));
    }
    Arguments arguments = new Arguments(line);
    Row row = Row.parse(arguments.text("show"));
    boolean json = arguments.has("json");
    ImdbOptions options;
    TrainTest<RaggedInts> data;
    FutureTask<Words> finder;
    long start = System.nanoTime();
    try (CacheArguments cache = new CacheArguments(arguments, console)) {
      options = parameters(arguments).cache(cache.options());
      finder = words(arguments.text("word-index"), options, json);
      data = load(options, json, console);
    }
    long nanos = System.nanoTime() - start;
    if (json) {
      ImdbJson.write(data, console.out());
      return FINE;
    }
    finder.run(); // which does nothing where it ran already
    Words words = Words.of(finder);
    if (row == null) {
      new ImdbReport(data, options, words).print(console.out(), nanos);
    } else {
      new ReviewPrinter(words, options).print(console.out(), row, data);
    }
    return FINE;
  }

  /** Words that are at hand are read while the reviews are decoded. */
  private static FutureTask<Words> words(
      @Nullable String given, ImdbOptions options, boolean json) {
    FutureTask<Words> finder = new FutureTask<>(() -> Words.find(given, options));
    if (!json && Words.areAtHand(given, options)) {
      Thread thread = new Thread(finder, "brine-words");
      thread.setDaemon(true);
      thread.start();
    }
    return finder;
  }

  /**
   * With {@code --json}, what Keras raises a ValueError for is an object on standard output too.
   */
  private static TrainTest<RaggedInts> load(ImdbOptions options, boolean json, Console console)
      throws IOException {
    try {
      return Imdb.loadData(given -> options);
    } catch (IllegalArgumentException e) {
      if (json) {
        ImdbJson.writeError(String.valueOf(e.getMessage()), console.out());
      }
      throw e;
    }
  }

  private static ImdbOptions parameters(Arguments arguments) {
    ImdbOptions options =
        ImdbOptions.DEFAULT
            .numWords(arguments.intOrNone("num-words", null))
            .skipTop(orZero(arguments.intOrNone("skip-top", 0)))
            .maxLen(arguments.intOrNone("maxlen", null))
            .seed(arguments.longOrNone("seed", 113L))
            .startChar(arguments.intOrNone("start-char", 1))
            .oovChar(arguments.intOrNone("oov-char", 2))
            .indexFrom(arguments.intOrNone("index-from", 3))
            .semantics(semantics(arguments.text("semantics")));
    String data = arguments.text("data");
    if (data != null && arguments.has("sample")) {
      throw new UsageException("--data and --sample exclude each other");
    }
    if (arguments.has("sample")) {
      return options.sample();
    }
    return data == null ? options : options.data(Path.of(data));
  }

  private static int orZero(@Nullable Integer value) {
    if (value == null) {
      throw new UsageException("--skip-top must be a whole number, not none");
    }
    return value;
  }

  private static Semantics semantics(@Nullable String name) {
    if (name == null || name.equals("keras3")) {
      return Semantics.KERAS_3;
    }
    if (name.equals("keras2.1")) {
      return Semantics.KERAS_2_1;
    }
    throw new UsageException("--semantics must be keras3 or keras2.1 but was " + name);
  }
}
