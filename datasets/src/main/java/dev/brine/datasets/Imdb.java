package dev.brine.datasets;

import dev.brine.datasets.internal.cache.CachedFile;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.reviews.ReviewFile;
import dev.brine.datasets.internal.reviews.ReviewRules;
import dev.brine.error.Location;
import dev.brine.npy.NpzFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code keras.datasets.imdb}: 50,000 film reviews as lists of word ids, half of them to learn from
 * and half to test on, labelled 0 for negative and 1 for positive.
 *
 * <p>The values are those of Keras 3.15, bit for bit, quirks included; see {@link ImdbOptions}.
 */
public final class Imdb {
  private static final String ORIGIN =
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";

  private static final RemoteFile REVIEWS =
      new RemoteFile(
          "imdb.npz",
          URI.create(ORIGIN + "imdb.npz"),
          "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");

  private static final RemoteFile WORDS =
      new RemoteFile(
          "imdb_word_index.json",
          URI.create(ORIGIN + "imdb_word_index.json"),
          "bfafd718b763782e994055a2d397834f");

  private Imdb() {}

  /** The reviews with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static ImdbData loadData() throws IOException {
    return loadData(options -> options);
  }

  /**
   * Loads the reviews: {@code Imdb.loadData(o -> o.numWords(10_000).maxLen(200))}.
   *
   * <p>Without {@link ImdbOptions#data} they come from Keras' cache, {@code ~/.keras/datasets},
   * into which they are downloaded once (17.5 MB) and where their hash is checked every time.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be; nothing that is in
   *     it is ever run
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   * @throws IOException if it cannot be read or downloaded
   */
  public static ImdbData loadData(UnaryOperator<ImdbOptions> parameters) throws IOException {
    ImdbOptions options = parameters.apply(ImdbOptions.DEFAULT);
    ReviewRules rules = rules(options);
    boolean perPart = options.semantics() == Semantics.KERAS_3;
    if (options.isSample()) {
      Location location = Location.of("the sample");
      try (InputStream in = sample("imdb.npz");
          NpzFile file = NpzFile.open(in.readAllBytes(), location)) {
        return data(ReviewFile.load(file, location, rules, perPart));
      }
    }
    Path data = options.data();
    if (data != null) {
      return load(data, rules, perPart);
    }
    FileCache cache = new FileCache(options.cache());
    CachedFile cached = cache.peek(REVIEWS);
    if (cached != null) {
      ImdbData loaded = whileChecked(cached, rules, perPart);
      if (loaded != null) {
        return loaded;
      }
    }
    return load(cache.get(REVIEWS), rules, perPart);
  }

  private static ImdbData load(Path path, ReviewRules rules, boolean perPart) throws IOException {
    try (NpzFile file = NpzFile.open(path)) {
      return data(ReviewFile.load(file, Location.of(path.toString()), rules, perPart));
    }
  }

  /**
   * Reads a cached file while its hash is still being computed, which would otherwise double the
   * wait. Null if the file turns out not to be the published one, whatever was read from it.
   */
  private static @Nullable ImdbData whileChecked(
      CachedFile cached, ReviewRules rules, boolean perPart) throws IOException {
    try {
      ImdbData loaded = load(cached.path(), rules, perPart);
      return cached.isGood() ? loaded : null;
    } catch (IOException | IllegalArgumentException e) {
      if (cached.isGood()) {
        throw e;
      }
      return null;
    }
  }

  private static ImdbData data(ReviewFile.Contents contents) {
    List<PickledMember> pickles = new ArrayList<>();
    contents.pickles().forEach((name, facts) -> pickles.add(new PickledMember(name, facts)));
    return new ImdbData(
        new Split<>(contents.train(), contents.trainLabels()),
        new Split<>(contents.test(), contents.testLabels()),
        pickles);
  }

  private static ReviewRules rules(ImdbOptions options) {
    return new ReviewRules(
        options.numWords(),
        options.skipTop(),
        options.maxLen(),
        options.seed(),
        options.startChar(),
        options.oovChar(),
        options.indexFrom());
  }

  /**
   * The words and their ranks: {@code keras.datasets.imdb.get_word_index()}, from the cache, or the
   * sample's where {@link ImdbOptions#sample} is given.
   *
   * @throws IOException if it cannot be read or downloaded
   */
  public static WordIndex wordIndex(UnaryOperator<ImdbOptions> parameters) throws IOException {
    ImdbOptions options = parameters.apply(ImdbOptions.DEFAULT);
    if (options.isSample()) {
      try (InputStream in = sample("imdb_word_index.json")) {
        return WordIndex.load(in, Location.of("the sample's words"));
      }
    }
    return WordIndex.load(new FileCache(options.cache()).get(WORDS));
  }

  private static InputStream sample(String name) throws IOException {
    InputStream in = Imdb.class.getResourceAsStream("sample/" + name);
    if (in == null) {
      throw new IOException("the sample " + name + " is missing from Brine's jar");
    }
    return in;
  }
}
