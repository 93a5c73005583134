package dev.brine.cli.load;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.UsageException;
import dev.brine.cli.load.SourceArguments.CacheArguments;
import dev.brine.cli.load.TextReport.TextPrinter;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.WordOptions;
import dev.brine.internal.parallel.Parallel;
import dev.brine.internal.parallel.Task;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * {@code brine load imdb} and {@code brine load reuters}.
 *
 * @param <S> the parameters of the data set
 */
final class TextCommand<S extends WordOptions<S>> implements Command {
  private final TextSet<S> set;

  TextCommand(TextSet<S> set) {
    this.set = set;
  }

  @Override
  public String usage() {
    return "brine load " + set.name() + " [--data FILE | --sample] [options]";
  }

  @Override
  public String summary() {
    return "Loads the "
        + set.title()
        + " as keras.datasets."
        + set.name()
        + ".load_data() does, and shows them.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    SourceArguments.add(options, "this .npz");
    Arguments.value(options, "num-words", "N", "keep ids below N; none, the default, keeps all");
    Arguments.value(options, "skip-top", "N", "leave out ids below N; 0 by default");
    Arguments.value(options, "maxlen", "N", "leave out texts of N ids and more; none by default");
    Arguments.value(options, "seed", "N", "of the shuffle; 113 by default, none for any");
    Arguments.value(options, "start-char", "N", "put before every text; 1 by default, or none");
    Arguments.value(
        options, "oov-char", "N", "put for ids left out; 2 by default, none drops them");
    Arguments.value(options, "index-from", "N", "added to every rank; 3 by default, or none");
    set.addOptions(options);
    Arguments.value(
        options,
        "word-index",
        "FILE",
        "the words; without it, " + Words.file(set) + " beside the data, else in the cache");
    Arguments.value(options, "show", "ROW", "print this one only: a row of train, or test:ROW");
    Arguments.flag(options, "json", "print one JSON object with counts and digests");
    CacheArguments.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(
          "brine load " + set.name() + " takes options only, not " + line.getArgList().get(0));
    }
    Arguments arguments = new Arguments(line);
    Row row = Row.parse(arguments.text("show"));
    boolean json = arguments.has("json");
    S options;
    TrainTest<RaggedInts> data;
    @Nullable Task<Words> finder;
    long start = System.nanoTime();
    try (CacheArguments cache = new CacheArguments(arguments, console)) {
      options = parameters(arguments).cache(cache.options());
      finder = words(arguments.text("word-index"), options, json);
      data = load(options, json, console);
    }
    long nanos = System.nanoTime() - start;
    if (json) {
      TextJson.write(data, console.out());
      return FINE;
    }
    Words words =
        finder == null ? Words.find(set, arguments.text("word-index"), options) : finder.join();
    if (row == null) {
      new TextReport<>(set, data, options, words).print(console.out(), nanos);
    } else {
      new TextPrinter(set, words, options).print(console.out(), row, data);
    }
    return FINE;
  }

  /** Starts to read words that are at hand, while the reviews are decoded; null for others. */
  private @Nullable Task<Words> words(@Nullable String given, S options, boolean json) {
    return !json && Words.areAtHand(set, given, options)
        ? Parallel.start("brine-words", () -> Words.find(set, given, options))
        : null;
  }

  /**
   * With {@code --json}, what Keras raises a ValueError for is an object on standard output too.
   */
  private TrainTest<RaggedInts> load(S options, boolean json, Console console) throws IOException {
    try {
      return set.load(options);
    } catch (IllegalArgumentException e) {
      if (json) {
        TextJson.writeError(String.valueOf(e.getMessage()), console.out());
      }
      throw e;
    }
  }

  private S parameters(Arguments arguments) {
    S options =
        set.parameters(arguments)
            .numWords(arguments.intOrNone("num-words", null))
            .skipTop(orZero(arguments.intOrNone("skip-top", 0)))
            .maxLen(arguments.intOrNone("maxlen", null))
            .seed(arguments.longOrNone("seed", 113L))
            .startChar(arguments.intOrNone("start-char", 1))
            .oovChar(arguments.intOrNone("oov-char", 2))
            .indexFrom(arguments.intOrNone("index-from", 3));
    return SourceArguments.apply(arguments, options);
  }

  private static int orZero(@Nullable Integer value) {
    if (value == null) {
      throw new UsageException("--skip-top must be a whole number, not none");
    }
    return value;
  }
}
