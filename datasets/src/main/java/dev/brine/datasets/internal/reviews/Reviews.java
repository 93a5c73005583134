package dev.brine.datasets.internal.reviews;

import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;

/**
 * What {@code load_data} makes of the rows of a file.
 *
 * @param train the train part
 * @param test the test part
 * @param order which label belongs to which review
 */
record Reviews(RaggedInts train, RaggedInts test, ReviewOrder order) {

  /**
   * Marks and limits what is in an order.
   *
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   */
  public static Reviews load(
      ReviewRows xTrain, ReviewRows xTest, ReviewRules rules, ReviewOrder split)
      throws IOException {
    Parallel.Pair<ReviewPart, ReviewPart> parts =
        Parallel.both(
            "brine-second-part",
            () -> ReviewPart.gather(split.train(), xTrain, xTest, rules),
            () -> ReviewPart.gather(split.test(), xTrain, xTest, rules));
    Integer limit = rules.limit();
    int numWords = limit == null ? largest(parts) : limit;
    Parallel.Pair<RaggedInts, RaggedInts> limited =
        Parallel.both(
            "brine-second-part",
            () -> parts.first().limited(numWords, rules),
            () -> parts.second().limited(numWords, rules));
    return new Reviews(limited.first(), limited.second(), split);
  }

  private static int largest(Parallel.Pair<ReviewPart, ReviewPart> parts) {
    if (parts.first().isEmpty() && parts.second().isEmpty()) {
      throw new IllegalArgumentException("max() arg is an empty sequence");
    }
    return Math.max(parts.first().max(), parts.second().max());
  }
}
