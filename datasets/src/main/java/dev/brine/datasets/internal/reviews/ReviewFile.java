package dev.brine.datasets.internal.reviews;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.pickle.value.PickleFacts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads the members of {@code imdb.npz} or {@code reuters.npz} and makes of them what Keras does.
 */
public final class ReviewFile {
  private ReviewFile() {}

  /**
   * What a file gives.
   *
   * @param train the train texts
   * @param test the test texts
   * @param trainLabels in the order of the train texts
   * @param testLabels in the order of the test texts
   * @param pickles what the members that are pickles were made of
   */
  public record Contents(
      RaggedInts train,
      RaggedInts test,
      NdArray trainLabels,
      NdArray testLabels,
      Map<String, PickleFacts> pickles) {}

  /** Reads {@code imdb.npz}, whose two large members are decoded side by side. */
  public static Contents load(NpzFile file, Location location, ReviewRules rules, boolean perPart)
      throws IOException {
    Parallel.Pair<NdArray, NdArray> x =
        Parallel.both(
            "brine-second-part",
            () -> member(file, "x_train", location),
            () -> member(file, "x_test", location));
    ReviewRows xTrain = ReviewRows.of(x.first(), location.member("x_train"));
    ReviewRows xTest = ReviewRows.of(x.second(), location.member("x_test"));
    long[] labels = new long[xTrain.size() + xTest.size()];
    copyLabels(file, "y_train", location, xTrain.size(), labels, 0);
    copyLabels(file, "y_test", location, xTest.size(), labels, xTrain.size());
    ReviewOrder order =
        perPart
            ? ReviewOrder.perPart(xTrain, xTest, rules)
            : ReviewOrder.together(xTrain, xTest, rules);
    Map<String, PickleFacts> pickles = new LinkedHashMap<>();
    remember(pickles, "x_train", x.first());
    remember(pickles, "x_test", x.second());
    return contents(Reviews.load(xTrain, xTest, rules, order), labels, rules, pickles);
  }

  /** Reads {@code reuters.npz}, which is one part until it is shuffled. */
  public static Contents loadAndCut(
      NpzFile file, Location location, ReviewRules rules, double testSplit) throws IOException {
    NdArray x = member(file, "x", location);
    ReviewRows rows = ReviewRows.of(x, location.member("x"));
    long[] labels = new long[rows.size()];
    copyLabels(file, "y", location, rows.size(), labels, 0);
    ReviewOrder order = ReviewOrder.cut(rows, rules, testSplit);
    Map<String, PickleFacts> pickles = new LinkedHashMap<>();
    remember(pickles, "x", x);
    return contents(Reviews.load(rows, ReviewRows.NONE, rules, order), labels, rules, pickles);
  }

  private static Contents contents(
      Reviews reviews, long[] labels, ReviewRules rules, Map<String, PickleFacts> pickles) {
    return new Contents(
        reviews.train(),
        reviews.test(),
        picked(labels, reviews.order().train(), rules),
        picked(labels, reviews.order().test(), rules),
        pickles);
  }

  private static NdArray member(NpzFile file, String name, Location location) throws IOException {
    try {
      return file.get(name);
    } catch (NoSuchElementException e) {
      throw new MalformedException(
          Kind.MISMATCH,
          location,
          String.valueOf(e.getMessage()) + "; this is not the data set's file");
    }
  }

  private static void copyLabels(
      NpzFile file, String name, Location location, int count, long[] labels, int at)
      throws IOException {
    NdArray y = member(file, name, location);
    if (y.ndim() != 1 || y.size() < count) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(name),
          "labels of shape " + y.shape() + " for " + count + " texts");
    }
    try {
      System.arraycopy(y.toLongArray(), 0, labels, at, count);
    } catch (ArithmeticException | UnsupportedOperationException e) {
      throw new MalformedException(
          Kind.MISMATCH, location.member(name), "labels that are no integers: " + e.getMessage());
    }
  }

  private static NdArray picked(long[] labels, int[] order, ReviewRules rules) {
    if (order.length == 0 && rules.filters()) {
      return EmptyLabels.afterFilter();
    }
    long[] picked = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      picked[i] = labels[order[i]];
    }
    return NdArrays.of(picked);
  }

  private static void remember(Map<String, PickleFacts> pickles, String name, NdArray array) {
    PickleFacts facts = array instanceof ObjectArray objects ? objects.facts() : null;
    if (facts != null) {
      pickles.put(name, facts);
    }
  }
}
