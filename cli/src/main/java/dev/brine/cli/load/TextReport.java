package dev.brine.cli.load;

import dev.brine.cli.print.Histogram;
import dev.brine.cli.print.Histogram.Quartiles;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Paragraph;
import dev.brine.datasets.Imdb;
import dev.brine.datasets.Imdb.KerasVersion;
import dev.brine.datasets.ReviewDecoder;
import dev.brine.datasets.SourceOptions;
import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.WordIndex;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prints the summary of a dataset of texts.
 *
 * @param <S> its options
 */
final class TextReport<S extends WordOptions<S>> {
  private static final int LABEL = 12;
  private static final int COLUMN = 13;

  private static final int FEW_LABELS = 5;

  private final TextDataset<S> set;
  private final TrainTest<RaggedInts> data;
  private final S options;
  private final Words words;

  TextReport(TextDataset<S> set, TrainTest<RaggedInts> data, S options, Words words) {
    this.set = set;
    this.data = data;
    this.options = options;
    this.words = words;
  }

  void print(PrintStream out, long nanos) {
    out.println(title());
    out.println();
    out.println(
        "  " + " ".repeat(LABEL) + Numbers.right("train", COLUMN) + Numbers.right("test", COLUMN));
    int[] train = lengths(data.train().x());
    int[] test = lengths(data.test().x());
    line(out, set.noun() + "s", train.length, test.length);
    LabelCounts.of(data.train().y(), data.test().y())
        .commonest(FEW_LABELS)
        .forEach(each -> line(out, set.label(each.label()), each.train(), each.test()));
    line(out, "tokens", data.train().x().valueCount(), data.test().x().valueCount());
    for (int i = 0; i < Quartiles.COUNT; i++) {
      line(out, Quartiles.name(i), Quartiles.of(train, i), Quartiles.of(test, i));
    }
    out.println();
    out.println("  lengths of the train " + set.noun() + "s");
    out.print(Histogram.of(train).lines("  "));
    out.println();
    if (train.length > 0) {
      new TextPrinter(set, words, options).print(out, new Row("train", 0), data);
      out.println();
    }
    out.print(Paragraph.wrap(PickleWords.of(data.pickles()), ""));
    out.println("Loaded in " + Numbers.seconds(nanos) + " s.");
  }

  private String title() {
    String source =
        options.isSample() ? set.sampleTitle() : set.title() + SourceArguments.origin(options);
    boolean old =
        options instanceof Imdb.Options imdb && imdb.semantics() == KerasVersion.KERAS_2_1;
    return source + (old ? ", as Keras 2.1" : "");
  }

  private static void line(PrintStream out, String name, long train, long test) {
    out.println(
        "  "
            + Numbers.left(name, LABEL)
            + Numbers.right(train < 0 ? "-" : Numbers.grouped(train), COLUMN)
            + Numbers.right(test < 0 ? "-" : Numbers.grouped(test), COLUMN));
  }

  private static int[] lengths(RaggedInts rows) {
    int[] lengths = new int[rows.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = rows.rowLength(i);
    }
    Arrays.sort(lengths);
    return lengths;
  }

  /** Prints one text as words, or as ids if there are no words. */
  static final class TextPrinter {
    private final TextDataset<?> set;
    private final Words words;
    private final WordOptions<?> options;

    TextPrinter(TextDataset<?> set, Words words, WordOptions<?> options) {
      this.set = set;
      this.words = words;
      this.options = options;
    }

    void print(PrintStream out, Row row, TrainTest<RaggedInts> data) {
      Examples<RaggedInts> split = row.in(data);
      int[] ids = split.x().row(row.index());
      long label = split.y().reshape(-1).getLong(row.index());
      out.println(
          row.title(set.noun())
              + " ("
              + set.label(label)
              + ", "
              + Numbers.grouped(ids.length)
              + " ids)");
      if (!words.missing().isEmpty()) {
        out.println("  " + words.missing());
      }
      out.print(Paragraph.wrap(text(ids), "  "));
    }

    private String text(int[] ids) {
      WordIndex index = words.index();
      if (index == null) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
          text.append(text.length() == 0 ? "" : " ").append(id);
        }
        return text.toString();
      }
      Integer indexFrom = options.indexFrom();
      ReviewDecoder decoder =
          new ReviewDecoder(
              index,
              options.startChar(),
              options.oovChar(),
              indexFrom == null ? 0 : indexFrom,
              false);
      return decoder.text(ids);
    }
  }

  /**
   * The words for the texts, or the reason why they are missing.
   *
   * @param index the words, or null
   * @param missing the reason why the words are missing, or empty
   */
  record Words(@Nullable WordIndex index, String missing) {
    /** The published name of the file of words. */
    static String file(TextDataset<?> set) {
      return set.name() + "_word_index.json";
    }

    /** Whether {@link #find} needs neither the cache nor a download. */
    static boolean areAtHand(TextDataset<?> set, @Nullable String given, SourceOptions<?> options) {
      Path data = options.data();
      return given != null
          || options.isSample()
          || (data != null && Files.exists(data.resolveSibling(file(set))));
    }

    /** Finds the words: in the given file, beside the data, or in the cache. */
    static <S extends WordOptions<S>> Words find(
        TextDataset<S> set, @Nullable String given, S options) throws IOException {
      if (given != null) {
        return new Words(WordIndex.load(Path.of(given)), "");
      }
      if (options.isSample()) {
        return new Words(set.words(options), "");
      }
      Path data = options.data();
      Path beside = data == null ? null : data.resolveSibling(file(set));
      if (beside != null && Files.exists(beside)) {
        return new Words(WordIndex.load(beside), "");
      }
      try {
        S cached = data == null ? options : options.withCache(options.cache().withOffline(true));
        return new Words(set.words(cached), "");
      } catch (IOException e) {
        return new Words(
            null,
            "no words found: pass --word-index FILE, or put " + file(set) + " beside the data");
      }
    }
  }
}
