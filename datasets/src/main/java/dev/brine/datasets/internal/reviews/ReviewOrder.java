package dev.brine.datasets.internal.reviews;

import dev.brine.datasets.internal.random.LegacyRandomState;
import dev.brine.datasets.internal.split.SplitRatio;
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
  static ReviewOrder perPart(ReviewRows xTrain, ReviewRows xTest, ReviewRules rules) {
    int[][] orders = shuffled(xTrain, xTest, rules.seed());
    int[] train = kept(orders[0], xTrain, xTest, rules);
    int[] test = kept(orders[1], xTrain, xTest, rules);
    if (rules.filters() && (train.length == 0 || test.length == 0)) {
      throw rules.noneKept();
    }
    return new ReviewOrder(train, test);
  }

  /** Keras 2.1: both are filtered together, and cut at the size the train part had before. */
  static ReviewOrder together(ReviewRows xTrain, ReviewRows xTest, ReviewRules rules) {
    int[][] orders = shuffled(xTrain, xTest, rules.seed());
    int[] all = Arrays.copyOf(orders[0], orders[0].length + orders[1].length);
    System.arraycopy(orders[1], 0, all, orders[0].length, orders[1].length);
    int[] kept = kept(all, xTrain, xTest, rules);
    if (rules.filters() && kept.length == 0) {
      throw rules.noneKept();
    }
    int cut = Math.min(xTrain.size(), kept.length);
    return new ReviewOrder(Arrays.copyOf(kept, cut), Arrays.copyOfRange(kept, cut, kept.length));
  }

  /** Keras' Reuters: there is one part, which is filtered and then cut. */
  static ReviewOrder cut(ReviewRows x, ReviewRules rules, double testSplit) {
    int[] order = LegacyRandomState.of(rules.seed()).permutation(x.size());
    int[] kept = kept(order, x, ReviewRows.NONE, rules);
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

  private static int[] kept(int[] order, ReviewRows xTrain, ReviewRows xTest, ReviewRules rules) {
    if (!rules.filters()) {
      return order;
    }
    int[] kept = new int[order.length];
    int count = 0;
    for (int index : order) {
      int length =
          index < xTrain.size() ? xTrain.length(index) : xTest.length(index - xTrain.size());
      if (rules.keeps(length)) {
        kept[count++] = index;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
