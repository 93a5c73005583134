package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.imdb}: 50,000 film reviews as lists of word ids, half of them for training
 * and half for testing, labeled 0 for negative and 1 for positive.
 *
 * <p>The values are those of Keras 3.15, bit for bit, quirks included; see {@link Options}.
 */
public final class Imdb {
  private static final RemoteFile REVIEWS =
      KerasFiles.of(
          "imdb.npz",
          17_464_789,
          "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");

  private static final RemoteFile WORDS =
      KerasFiles.of("imdb_word_index.json", 1_641_221, "bfafd718b763782e994055a2d397834f");

  private Imdb() {}

  /** Loads the reviews with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<RaggedInts> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the reviews: {@code Imdb.loadData(o -> o.withNumWords(10_000).withMaxLen(200))}.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the file once (17.5 MB) and checks its hash every time.
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
        options, REVIEWS, (file, location) -> Reviews.imdb(file, location, options));
  }

  /** Loads the words and their ranks from the cache; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex() throws IOException {
    return wordIndex(Options.DEFAULT);
  }

  /**
   * Loads the words and their ranks: {@code keras.datasets.imdb.get_word_index()}, from the cache,
   * or from the sample if {@link Options#withSample} is given.
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

  static List<RemoteFile> files() {
    return List.of(REVIEWS, WORDS);
  }

  /**
   * The parameters of {@link Imdb#loadData}, by Keras' names and with Keras' defaults. Immutable:
   * each {@code with} method returns a changed copy.
   */
  public static final class Options extends WordOptions<Options> {
    /** Keras' defaults. */
    public static final Options DEFAULT = new Options();

    private KerasVersion semantics = KerasVersion.KERAS_3;

    private Options() {}

    private Options(Options other) {
      super(other);
      this.semantics = other.semantics;
    }

    @Override
    Options copy() {
      return new Options(this);
    }

    /**
     * Returns a copy that reproduces another version of Keras; {@link KerasVersion#KERAS_3} by
     * default.
     */
    public Options withSemantics(KerasVersion value) {
      Options copy = copy();
      copy.semantics = value;
      return copy;
    }

    /** Returns the version of Keras that is reproduced. */
    public KerasVersion semantics() {
      return semantics;
    }
  }

  /**
   * Which version of {@code imdb.load_data} is reproduced. They differ only if {@code maxLen} is
   * given.
   */
  public enum KerasVersion {
    /** Keras 3.3.3 and later: each part is filtered by {@code maxLen} on its own. */
    KERAS_3,
    /**
     * Keras 2.1.0 to 2.3.1, and most answers on the web: both parts are filtered together and cut
     * at the original length of the train part, so that it may contain test reviews.
     */
    KERAS_2_1
  }
}
