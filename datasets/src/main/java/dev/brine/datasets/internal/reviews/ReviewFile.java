package dev.brine.datasets.internal.reviews;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
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

/** Reads the four members of {@code imdb.npz} and makes of them what Keras does. */
public final class ReviewFile {
  private ReviewFile() {}

  /**
   * What a file gives.
   *
   * @param train the train reviews
   * @param test the test reviews
   * @param trainLabels in the order of the train reviews
   * @param testLabels in the order of the test reviews
   * @param pickles what the members that are pickles were made of
   */
  public record Contents(
      RaggedInts train,
      RaggedInts test,
      NdArray trainLabels,
      NdArray testLabels,
      Map<String, PickleFacts> pickles) {}

  /** Reads a file whose two large members are decoded side by side. */
  public static Contents load(NpzFile file, Location location, ReviewRules rules, boolean perPart)
      throws IOException {
    SideBySide.Pair<NdArray> x =
        SideBySide.run(
            () -> member(file, "x_train", location), () -> member(file, "x_test", location));
    ReviewRows xTrain = ReviewRows.of(x.first(), location.member("x_train"));
    ReviewRows xTest = ReviewRows.of(x.second(), location.member("x_test"));
    long[] labels = labels(file, location, xTrain.size(), xTest.size());
    Reviews reviews = Reviews.load(xTrain, xTest, rules, perPart);
    Map<String, PickleFacts> pickles = new LinkedHashMap<>();
    remember(pickles, "x_train", x.first());
    remember(pickles, "x_test", x.second());
    return new Contents(
        reviews.train(),
        reviews.test(),
        picked(labels, reviews.order().train()),
        picked(labels, reviews.order().test()),
        pickles);
  }

  private static NdArray member(NpzFile file, String name, Location location) throws IOException {
    try {
      return file.get(name);
    } catch (NoSuchElementException e) {
      throw new MalformedException(
          Kind.MISMATCH, location, String.valueOf(e.getMessage()) + "; this is not imdb.npz");
    }
  }

  /** The labels of both parts, one after the other. */
  private static long[] labels(NpzFile file, Location location, int train, int test)
      throws IOException {
    long[] labels = new long[train + test];
    copyLabels(file, "y_train", location, train, labels, 0);
    copyLabels(file, "y_test", location, test, labels, train);
    return labels;
  }

  private static void copyLabels(
      NpzFile file, String name, Location location, int count, long[] labels, int at)
      throws IOException {
    NdArray y = member(file, name, location);
    if (y.ndim() != 1 || y.size() < count) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(name),
          "labels of shape " + y.shape() + " for " + count + " reviews");
    }
    try {
      System.arraycopy(y.toLongArray(), 0, labels, at, count);
    } catch (ArithmeticException | UnsupportedOperationException e) {
      throw new MalformedException(
          Kind.MISMATCH, location.member(name), "labels that are no integers: " + e.getMessage());
    }
  }

  private static NdArray picked(long[] labels, int[] order) {
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
