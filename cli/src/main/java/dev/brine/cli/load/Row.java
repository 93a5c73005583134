package dev.brine.cli.load;

import dev.brine.cli.command.UsageException;
import dev.brine.datasets.Split;
import dev.brine.datasets.TrainTest;
import dev.brine.npy.array.RaggedInts;
import org.jspecify.annotations.Nullable;

/**
 * A review that a person asked for.
 *
 * @param part train or test
 * @param index the row, from 0
 */
record Row(String part, int index) {

  /** ROW, train:ROW or test:ROW; null for null. */
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
      // told below, with the other ways to get it wrong
    }
    throw new UsageException("--show must be a row such as 0 or test:0 but was " + text);
  }

  /** The part it is in, once the row is known to be there. */
  Split<RaggedInts> in(TrainTest<RaggedInts> data) {
    Split<RaggedInts> split = part.equals("train") ? data.train() : data.test();
    if (index >= split.x().size()) {
      throw new UsageException(
          "--show " + index + ": the " + part + " part has rows 0 to " + (split.x().size() - 1));
    }
    return split;
  }
}
