package dev.brine.cli.load;

import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import org.jspecify.annotations.Nullable;

/**
 * An example that {@code --show} selects.
 *
 * @param part train or test
 * @param index the row, from 0
 */
record Row(String part, int index) {

  /** Parses ROW, train:ROW or test:ROW; null for null. */
  static @Nullable Row parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int colon = text.indexOf(':');
    String part = colon < 0 ? "train" : text.substring(0, colon);
    try {
      int index = Integer.parseInt(text.substring(colon + 1));
      if (index >= 0 && (part.equals("train") || part.equals("test"))) {
        return new Row(part, index);
      }
    } catch (NumberFormatException e) {
      // reported below, as other mistakes are
    }
    throw new UsageException("--show must be a row such as 0 or test:0 but was " + text);
  }

  /** The part of the example, after checking that the row exists. */
  <X> Examples<X> in(TrainTest<X> data) {
    Examples<X> split = part.equals("train") ? data.train() : data.test();
    long size = split.y().shape().dim(0);
    if (index >= size) {
      throw new UsageException(
          size == 0
              ? "--show " + index + ": the " + part + " part has no rows"
              : "--show " + index + ": the " + part + " part has rows 0 to " + (size - 1));
    }
    return split;
  }

  /** Its title, such as {@code Test digit 7}. */
  String title(String noun) {
    return Character.toUpperCase(part.charAt(0)) + part.substring(1) + " " + noun + " " + index;
  }
}
