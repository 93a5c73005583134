package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.imdb}: 50,000 film reviews as lists of word ids, half of them to learn from
 * and half to test on, labelled 0 for negative and 1 for positive.
 *
 * <p>The values are those of Keras 3.15, bit for bit, quirks included; see {@link ImdbOptions}.
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
    return loadData(ImdbOptions.DEFAULT);
  }

  /**
   * Loads the reviews: {@code Imdb.loadData(o -> o.withNumWords(10_000).withMaxLen(200))}.
   *
   * <p>Without {@link ImdbOptions#withData} they come from Keras' cache, {@code ~/.keras/datasets},
   * into which they are downloaded once (17.5 MB) and where their hash is checked every time.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be; nothing that is in
   *     it is ever run
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   * @throws IOException if it cannot be read or downloaded
   */
  public static TrainTest<RaggedInts> loadData(UnaryOperator<ImdbOptions> parameters)
      throws IOException {
    return loadData(parameters.apply(ImdbOptions.DEFAULT));
  }

  /** Does the same with options given by value; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<RaggedInts> loadData(ImdbOptions options) throws IOException {
    options.requireConsistent();
    return NpzSource.read(
        options, REVIEWS, (file, location) -> Reviews.imdb(file, location, options));
  }

  /** The words and their ranks, from the cache; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex() throws IOException {
    return wordIndex(ImdbOptions.DEFAULT);
  }

  /**
   * The words and their ranks: {@code keras.datasets.imdb.get_word_index()}, from the cache, or the
   * sample's where {@link ImdbOptions#withSample} is given.
   *
   * @throws IOException if it cannot be read or downloaded
   */
  public static WordIndex wordIndex(UnaryOperator<ImdbOptions> parameters) throws IOException {
    return wordIndex(parameters.apply(ImdbOptions.DEFAULT));
  }

  /** Does the same with options given by value; see {@link #wordIndex(UnaryOperator)}. */
  public static WordIndex wordIndex(ImdbOptions options) throws IOException {
    return Reviews.words(options, WORDS);
  }

  static List<RemoteFile> files() {
    return List.of(REVIEWS, WORDS);
  }
}
