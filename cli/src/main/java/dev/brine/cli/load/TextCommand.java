package dev.brine.cli.load;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.load.SourceArguments.CacheArguments;
import dev.brine.cli.load.TextReport.TextPrinter;
import dev.brine.cli.load.TextReport.Words;
import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.TrainTest;
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
 * @param <S> the options of the dataset
 */
final class TextCommand<S extends WordOptions<S>> implements Command {
  private final TextDataset<S> set;

  TextCommand(TextDataset<S> set) {
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
    S keras = set.defaults();
    Options options = new Options();
    SourceArguments.add(options, "this .npz");
    Arguments.value(
        options,
        "num-words",
        "N",
        "keep only the ids below N; " + shown(keras.numWords()) + " by default, which keeps all");
    Arguments.value(
        options,
        "skip-top",
        "N",
        "leave out the ids below N, the most frequent words; " + keras.skipTop() + " by default");
    Arguments.value(
        options,
        "maxlen",
        "N",
        "leave out texts of N or more ids; " + shown(keras.maxLen()) + " by default");
    Arguments.value(
        options,
        "seed",
        "N",
        "seed of the shuffle; " + shown(keras.seed()) + " by default; none for a random one");
    Arguments.value(
        options,
        "start-char",
        "N",
        "id to start each text with, or none; " + shown(keras.startChar()) + " by default");
    Arguments.value(
        options,
        "oov-char",
        "N",
        "id to replace ids left out; " + shown(keras.oovChar()) + " by default; none drops them");
    Arguments.value(
        options,
        "index-from",
        "N",
        "number added to each rank, or none; " + shown(keras.indexFrom()) + " by default");
    set.addOptions(options);
    Arguments.value(
        options,
        "word-index",
        "FILE",
        "the words; by default " + Words.file(set) + " beside the data, or in the cache");
    Arguments.value(
        options, "show", "ROW", "print this text only: a row of the train part, or test:ROW");
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
      options = parameters(arguments).withCache(cache.options());
      finder = words(arguments.text("word-index"), options, json);
      data = load(options, json, console);
    }
    long nanos = System.nanoTime() - start;
    if (json) {
      TextJson.write(data, console.out());
      return OK;
    }
    Words words =
        finder == null ? Words.find(set, arguments.text("word-index"), options) : finder.join();
    if (row == null) {
      new TextReport<>(set, data, options, words).print(console.out(), nanos);
    } else {
      new TextPrinter(set, words, options).print(console.out(), row, data);
    }
    return OK;
  }

  /** Starts to read the words while the texts are decoded, unless they may need a download. */
  private @Nullable Task<Words> words(@Nullable String given, S options, boolean json) {
    return !json && Words.areAtHand(set, given, options)
        ? Parallel.start("brine-words", () -> Words.find(set, given, options))
        : null;
  }

  /**
   * Loads the dataset. With {@code --json}, an error for which Keras raises a ValueError is printed
   * to standard output as JSON, too.
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
    S options = set.parameters(arguments);
    options =
        options
            .withNumWords(arguments.intOrNone("num-words", options.numWords()))
            .withSkipTop(notNone(arguments.intOrNone("skip-top", options.skipTop())))
            .withMaxLen(arguments.intOrNone("maxlen", options.maxLen()))
            .withSeed(arguments.longOrNone("seed", options.seed()))
            .withStartChar(arguments.intOrNone("start-char", options.startChar()))
            .withOovChar(arguments.intOrNone("oov-char", options.oovChar()))
            .withIndexFrom(arguments.intOrNone("index-from", options.indexFrom()));
    return SourceArguments.apply(arguments, options);
  }

  private static int notNone(@Nullable Integer value) {
    if (value == null) {
      throw new UsageException("--skip-top must be a whole number, not none");
    }
    return value;
  }

  private static String shown(@Nullable Number value) {
    return value == null ? "none" : value.toString();
  }
}
