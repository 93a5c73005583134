package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.imdb}: 50,000 film reviews as lists of word ids, half of them to learn from
 * and half to test on, labelled 0 for negative and 1 for positive.
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

  /** The reviews with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<RaggedInts> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the reviews: {@code Imdb.loadData(o -> o.withNumWords(10_000).withMaxLen(200))}.
   *
   * <p>Without {@link Options#withData} they come from Keras' cache, {@code ~/.keras/datasets},
   * into which they are downloaded once (17.5 MB) and where their hash is checked every time.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be; nothing that is in
   *     it is ever run
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   * @throws IOException if it cannot be read or downloaded
   */
  public static TrainTest<RaggedInts> loadData(UnaryOperator<Options> parameters)
      throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Does the same with options given by value; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<RaggedInts> loadData(Options options) throws IOException {
    options.requireConsistent();
    return NpzSource.read(
        options, REVIEWS, (file, location) -> Reviews.imdb(file, location, options));
  }

  /** The words and their ranks, from the cache; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex() throws IOException {
    return wordIndex(Options.DEFAULT);
  }

  /**
   * The words and their ranks: {@code keras.datasets.imdb.get_word_index()}, from the cache, or the
   * sample's where {@link Options#withSample} is given.
   *
   * @throws IOException if it cannot be read or downloaded
   */
  public static WordIndex wordIndex(UnaryOperator<Options> parameters) throws IOException {
    return wordIndex(parameters.apply(Options.DEFAULT));
  }

  /** Does the same with options given by value; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex(Options options) throws IOException {
    return Reviews.words(options, WORDS);
  }

  static List<RemoteFile> files() {
    return List.of(REVIEWS, WORDS);
  }

  /**
   * The parameters of {@link Imdb#loadData}, by Keras' names and with Keras' defaults. Immutable:
   * each method gives a changed copy.
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

    /** Which Keras; {@link KerasVersion#KERAS_3} by default. */
    public Options withSemantics(KerasVersion value) {
      Options copy = copy();
      copy.semantics = value;
      return copy;
    }

    /** Which Keras. */
    public KerasVersion semantics() {
      return semantics;
    }
  }

  /** Whose {@code imdb.load_data} is reproduced; they differ only where {@code maxLen} is given. */
  public enum KerasVersion {
    /** Keras 3.3.3 and later: each part is filtered by {@code maxLen} on its own. */
    KERAS_3,
    /**
     * Keras 2.1.0 to 2.3.1, and most answers on the web: both parts are filtered together and cut at
     * the length the train part had before, so that it takes in test reviews.
     */
    KERAS_2_1
  }
}
