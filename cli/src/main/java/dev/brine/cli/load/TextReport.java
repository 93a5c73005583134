package dev.brine.cli.load;

import dev.brine.cli.text.Histogram;
import dev.brine.cli.text.Numbers;
import dev.brine.cli.text.Paragraph;
import dev.brine.cli.text.Quartiles;
import dev.brine.datasets.ImdbOptions;
import dev.brine.datasets.PickledMember;
import dev.brine.datasets.Semantics;
import dev.brine.datasets.TrainTest;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.pickle.value.PyGlobal;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a person wants to see of the reviews. */
final class ImdbReport {
  private static final int LABEL = 12;
  private static final int COLUMN = 13;

  private final TrainTest<RaggedInts> data;
  private final ImdbOptions options;
  private final Words words;

  ImdbReport(TrainTest<RaggedInts> data, ImdbOptions options, Words words) {
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
    line(out, "reviews", train.length, test.length);
    line(out, "negative", count(data.train().y(), 0), count(data.test().y(), 0));
    line(out, "positive", count(data.train().y(), 1), count(data.test().y(), 1));
    line(out, "tokens", data.train().x().valueCount(), data.test().x().valueCount());
    for (int i = 0; i < Quartiles.COUNT; i++) {
      line(out, Quartiles.name(i), Quartiles.of(train, i), Quartiles.of(test, i));
    }
    out.println();
    out.println("  lengths of the train reviews");
    out.print(Histogram.of(train).lines("  "));
    out.println();
    if (train.length > 0) {
      new ReviewPrinter(words, options).print(out, new Row("train", 0), data);
      out.println();
    }
    out.print(Paragraph.wrap(pickles(), ""));
    out.println("Loaded in " + Numbers.seconds(nanos) + " s.");
  }

  private String title() {
    String source =
        options.isSample()
            ? "IMDB-shaped sample (made-up reviews that come with Brine, not the real data)"
            : "IMDB reviews"
                + (options.data() == null ? " from the cache" : " from " + options.data());
    return source + (options.semantics() == Semantics.KERAS_2_1 ? ", as Keras 2.1" : "");
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

  private static long count(NdArray labels, long label) {
    long count = 0;
    for (long each : labels.toLongArray()) {
      count += each == label ? 1 : 0;
    }
    return count;
  }

  private String pickles() {
    if (data.pickles().isEmpty()) {
      return "No member of the file was a pickle.";
    }
    Set<String> members = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (PickledMember member : data.pickles()) {
      members.add(member.name() + " (protocol " + member.facts().protocol() + ")");
      for (PyGlobal global : member.facts().names()) {
        names.add(global.toString());
      }
    }
    return "Pickles in "
        + String.join(", ", members)
        + " name "
        + String.join(", ", names)
        + ": all of them plain data, read as data. Nothing was run.";
  }
}
