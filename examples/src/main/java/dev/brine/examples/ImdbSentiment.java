package dev.brine.examples;

import com.oracle.labs.mlrg.olcut.util.Pair;
import dev.brine.datasets.Imdb;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.WordIndex;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.impl.ArrayExample;

/**
 * Learns to tell good reviews from bad ones by their words, and says which words weigh most.
 *
 * <p>{@code examples/run ImdbSentiment --sample}, or {@code --data imdb.npz}, or neither for Keras'
 * cache.
 */
public final class ImdbSentiment {
  private static final int NUM_WORDS = 30_000;

  /** The ids of padding, start and out of vocabulary are below; words are from here on. */
  private static final int FIRST_WORD = 4;

  private static final int INDEX_FROM = 3;
  private static final double LEARNING_RATE = 0.3;
  private static final int EPOCHS = 4;
  private static final int SHOWN = 15;

  private ImdbSentiment() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args);
  }

  /** Trains, prints, and gives the accuracy on the test reviews. */
  static double run(PrintStream out, String... args) throws IOException {
    long start = System.nanoTime();
    Arguments arguments = Arguments.parse(EPOCHS, args);
    TrainTest<RaggedInts> data = Imdb.loadData(o -> source(o, arguments).withNumWords(NUM_WORDS));
    String[] names = names(arguments);
    out.printf(
        Locale.ROOT,
        "%,d reviews to learn from, %,d to test on%n",
        data.train().x().size(),
        data.test().x().size());
    Learner learner = new Learner("imdb");
    addAll(data.train(), names, learner::learnFrom);
    addAll(data.test(), names, learner::testOn);
    LinearSGDModel model = learner.train(LEARNING_RATE, arguments.epochs(), arguments.seed());
    double accuracy = learner.accuracy(model);
    out.printf(Locale.ROOT, "test accuracy %.4f%n", accuracy);
    for (String label : new String[] {"positive", "negative"}) {
      out.println(label + ": " + heaviest(model, label));
    }
    out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
    return accuracy;
  }

  private static Imdb.Options source(Imdb.Options options, Arguments arguments) {
    if (arguments.sample()) {
      return options.withSample();
    }
    Path data = arguments.data();
    return data == null ? options : options.withData(data);
  }

  /** A name for every id: its word, or its number where the words are not at hand. */
  private static String[] names(Arguments arguments) throws IOException {
    WordIndex words = words(arguments);
    String[] names = new String[NUM_WORDS];
    for (int id = 0; id < names.length; id++) {
      String word = words == null ? null : words.word(id - INDEX_FROM);
      names[id] = word == null ? "#" + id : word;
    }
    return names;
  }

  private static @Nullable WordIndex words(Arguments arguments) throws IOException {
    Path data = arguments.data();
    if (data == null) {
      return Imdb.wordIndex(o -> source(o, arguments));
    }
    Path beside = data.resolveSibling("imdb_word_index.json");
    return Files.exists(beside) ? WordIndex.load(beside) : null;
  }

  private static void addAll(
      Examples<RaggedInts> part, String[] names, Consumer<Example<Label>> target) {
    for (int row = 0; row < part.x().size(); row++) {
      String label = part.y().getLong(row) == 1 ? "positive" : "negative";
      target.accept(bag(part.x().row(row), names, new Label(label)));
    }
  }

  /**
   * Which words a review has, each with the same weight, and all weights of a review with length 1.
   */
  private static Example<Label> bag(int[] review, String[] names, Label label) {
    int[] ids = Arrays.stream(review).filter(id -> id >= FIRST_WORD).sorted().distinct().toArray();
    String[] words = new String[ids.length];
    double[] weights = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      words[i] = names[ids[i]];
      weights[i] = 1 / Math.sqrt(ids.length);
    }
    return new ArrayExample<>(label, words, weights);
  }

  private static String heaviest(LinearSGDModel model, String label) {
    StringBuilder text = new StringBuilder();
    List<Pair<String, Double>> words = model.getTopFeatures(4 * SHOWN).get(label);
    if (words == null) {
      return "no review has this label";
    }
    words.stream()
        .filter(word -> word.getB() > 0 && !word.getA().equals("BIAS"))
        .limit(SHOWN)
        .forEach(word -> text.append(text.length() == 0 ? "" : ", ").append(word.getA()));
    return text.toString();
  }
}
