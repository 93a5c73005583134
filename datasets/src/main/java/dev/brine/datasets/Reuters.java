package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.reuters}: 11,228 newswires of 1987 as lists of word ids, each labeled with
 * one of 46 topics; 8,982 for training and 2,246 for testing.
 *
 * <p>The values are those of Keras 3.15, bit for bit, quirks included; see {@link Options}.
 */
public final class Reuters {
  private static final RemoteFile NEWSWIRES =
      KerasFiles.of(
          "reuters.npz",
          2_110_848,
          "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916");

  private static final RemoteFile WORDS =
      KerasFiles.of("reuters_word_index.json", 550_378, "4d44cc38712099c9e383dc6e5f11a921");

  private static final String LABELS =
      "cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade reserves "
          + "ship cotton carcass crude nat-gas cpi money-fx interest gnp meal-feed alum oilseed "
          + "gold tin strategic-metal livestock retail ipi iron-steel rubber heat jobs lei bop "
          + "zinc orange pet-chem dlr gas silver wpi hog lead";

  private Reuters() {}

  /** Loads the newswires with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<RaggedInts> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the newswires: {@code Reuters.loadData(o -> o.withNumWords(10_000).withTestSplit(0.1))}.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the file once (2.1 MB) and checks its hash every time.
   *
   * <p>Labels are int64. If {@code maxLen} leaves a part empty, its labels are float64, as in
   * Keras.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, truncated or unsupported;
   *     nothing in it is ever run
   * @throws IllegalArgumentException where Keras raises a ValueError, with the same message
   * @throws IOException if the file cannot be read or downloaded
   */
  public static TrainTest<RaggedInts> loadData(UnaryOperator<Options> parameters)
      throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Loads the dataset with these options; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<RaggedInts> loadData(Options options) throws IOException {
    options.requireConsistent();
    return NpzSource.read(
        options, NEWSWIRES, (file, location) -> Reviews.reuters(file, location, options));
  }

  /** Loads the words and their ranks from the cache; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex() throws IOException {
    return wordIndex(Options.DEFAULT);
  }

  /**
   * Loads the words and their ranks: {@code keras.datasets.reuters.get_word_index()}, from the
   * cache, or from the sample if {@link Options#withSample} is given.
   *
   * @throws IOException if the file cannot be read or downloaded
   */
  public static WordIndex wordIndex(UnaryOperator<Options> parameters) throws IOException {
    return wordIndex(parameters.apply(Options.DEFAULT));
  }

  /** Loads the words with these options; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex(Options options) throws IOException {
    return Reviews.words(options, WORDS);
  }

  /**
   * Returns the names of the 46 topics, by label: {@code keras.datasets.reuters.get_label_names()}.
   */
  public static List<String> labelNames() {
    return List.of(LABELS.split(" "));
  }

  static List<RemoteFile> files() {
    return List.of(NEWSWIRES, WORDS);
  }

  /**
   * The parameters of {@link Reuters#loadData}, by Keras' names and with Keras' defaults.
   * Immutable: each {@code with} method returns a changed copy.
   */
  public static final class Options extends WordOptions<Options> {
    /** Keras' defaults. */
    public static final Options DEFAULT = new Options();

    private double testSplit = 0.2;

    private Options() {}

    private Options(Options other) {
      super(other);
      this.testSplit = other.testSplit;
    }

    @Override
    Options copy() {
      return new Options(this);
    }

    /**
     * Returns a copy with another fraction of the newswires for testing; 0.2 by default. As in
     * Keras, the fraction is not checked: the train part is {@code x[:int(n * (1 - testSplit))]},
     * by Python's rules for slices. If it is negative, all newswires are in the train part; if it
     * is greater than 1, the cut is counted from the end.
     */
    public Options withTestSplit(double value) {
      Options copy = copy();
      copy.testSplit = value;
      return copy;
    }

    /** Returns the fraction of the newswires for testing. */
    public double testSplit() {
      return testSplit;
    }
  }
}
