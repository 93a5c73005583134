package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.npy.array.RaggedInts;
import java.util.Arrays;

/** One part under way: copied into its final place with markers and offset, then filtered. */
final class ReviewPart {
  private final int[] values;
  private final int[] splits;
  private final int max;

  private ReviewPart(int[] values, int[] splits, int max) {
    this.values = values;
    this.splits = splits;
    this.max = max;
  }

  /** Copies the reviews at {@code indexes} one after another. */
  static ReviewPart gather(
      int[] indexes, ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
    int[] splits = new int[indexes.length + 1];
    for (int i = 0; i < indexes.length; i++) {
      int index = indexes[i];
      int length =
          index < xTrain.size() ? xTrain.length(index) : xTest.length(index - xTrain.size());
      splits[i + 1] = Math.addExact(splits[i], length + options.markers());
    }
    int[] values = new int[splits[indexes.length]];
    int max = options.startChar() == null ? Integer.MIN_VALUE : options.startChar();
    for (int i = 0; i < indexes.length; i++) {
      int at = splits[i];
      if (options.startChar() != null) {
        values[at++] = options.startChar();
      }
      int index = indexes[i];
      if (index < xTrain.size()) {
        xTrain.copy(index, values, at);
      } else {
        xTest.copy(index - xTrain.size(), values, at);
      }
      max = Math.max(max, shift(values, at, splits[i + 1], options.offset()));
    }
    return new ReviewPart(values, splits, max);
  }

  /** Adds the offset to some values and tells the largest sum, none of which may overflow. */
  private static int shift(int[] values, int from, int to, int offset) {
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      int value = values[i];
      values[i] = value + offset;
      if (value > highest) {
        highest = value;
      }
      if (value < lowest) {
        lowest = value;
      }
    }
    if (from == to) {
      return highest;
    }
    Math.addExact(lowest, offset);
    return Math.addExact(highest, offset);
  }

  /**
   * The largest id.
   *
   * @throws IllegalArgumentException if a review is empty, with Python's words
   */
  int max() {
    for (int i = 0; i < splits.length - 1; i++) {
      if (splits[i] == splits[i + 1]) {
        throw new IllegalArgumentException("max() arg is an empty sequence");
      }
    }
    return max;
  }

  boolean isEmpty() {
    return splits.length == 1;
  }

  /** Replaces or drops the ids that are not in {@code [skipTop, numWords)}. */
  RaggedInts limited(int numWords, WordOptions<?> options) {
    int skipTop = options.skipTop();
    Integer oovChar = options.oovChar();
    if (oovChar == null) {
      return dropped(skipTop, numWords);
    }
    int oov = oovChar;
    for (int i = 0; i < values.length; i++) {
      int value = values[i];
      values[i] = value >= skipTop && value < numWords ? value : oov;
    }
    return RaggedInts.wrap(values, splits);
  }

  private RaggedInts dropped(int skipTop, int numWords) {
    int at = 0;
    int from = 0;
    for (int row = 0; row < splits.length - 1; row++) {
      int to = splits[row + 1];
      for (int i = from; i < to; i++) {
        int value = values[i];
        if (value >= skipTop && value < numWords) {
          values[at++] = value;
        }
      }
      from = to;
      splits[row + 1] = at;
    }
    return RaggedInts.wrap(Arrays.copyOf(values, at), splits);
  }
}
