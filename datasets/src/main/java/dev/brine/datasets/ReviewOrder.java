package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.internal.keras.LegacyRandomState;
import dev.brine.datasets.internal.keras.SplitRatio;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which review goes where: Keras' shuffle, the filter by length, and the cut between train and
 * test. Works on indexes alone; an index of the train part's size or more is a test review.
 */
final class ReviewOrder {
  private final int[] train;
  private final int[] test;

  private ReviewOrder(int[] train, int[] test) {
    this.train = train;
    this.test = test;
  }

  /** The indexes of the train part, in order. */
  int[] train() {
    return train;
  }

  /** The indexes of the test part, in order. */
  int[] test() {
    return test;
  }

  /** Keras 3: each part is filtered on its own. */
  static ReviewOrder perPart(ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
    int[][] orders = shuffled(xTrain, xTest, options.seed());
    int[] train = kept(orders[0], xTrain, xTest, options);
    int[] test = kept(orders[1], xTrain, xTest, options);
    if (options.hasMaxLen() && (train.length == 0 || test.length == 0)) {
      throw options.noneKept();
    }
    return new ReviewOrder(train, test);
  }

  /** Keras 2.1: both are filtered together, and cut at the size the train part had before. */
  static ReviewOrder together(ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
    int[][] orders = shuffled(xTrain, xTest, options.seed());
    int[] all = Arrays.copyOf(orders[0], orders[0].length + orders[1].length);
    System.arraycopy(orders[1], 0, all, orders[0].length, orders[1].length);
    int[] kept = kept(all, xTrain, xTest, options);
    if (options.hasMaxLen() && kept.length == 0) {
      throw options.noneKept();
    }
    int cut = Math.min(xTrain.size(), kept.length);
    return new ReviewOrder(Arrays.copyOf(kept, cut), Arrays.copyOfRange(kept, cut, kept.length));
  }

  /** Keras' Reuters: there is one part, which is filtered and then cut. */
  static ReviewOrder cut(ReviewRows x, WordOptions<?> options, double testSplit) {
    int[] order = LegacyRandomState.of(options.seed()).permutation(x.size());
    int[] kept = kept(order, x, ReviewRows.NONE, options);
    int cut = SplitRatio.cut(kept.length, testSplit);
    return new ReviewOrder(Arrays.copyOf(kept, cut), Arrays.copyOfRange(kept, cut, kept.length));
  }

  /** One generator for both: the train part first, then the test part from where it stands. */
  private static int[][] shuffled(ReviewRows xTrain, ReviewRows xTest, @Nullable Long seed) {
    LegacyRandomState random = LegacyRandomState.of(seed);
    int[] train = random.permutation(xTrain.size());
    int[] test = random.permutation(xTest.size());
    for (int i = 0; i < test.length; i++) {
      test[i] += train.length;
    }
    return new int[][] {train, test};
  }

  private static int[] kept(
      int[] order, ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
    if (!options.hasMaxLen()) {
      return order;
    }
    int[] kept = new int[order.length];
    int count = 0;
    for (int index : order) {
      int length =
          index < xTrain.size() ? xTrain.length(index) : xTest.length(index - xTrain.size());
      if (options.keeps(length)) {
        kept[count++] = index;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
