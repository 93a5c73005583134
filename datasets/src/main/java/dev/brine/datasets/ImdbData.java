package dev.brine.datasets;

import dev.brine.npy.array.RaggedInts;
import java.util.List;

/**
 * The IMDB reviews: {@code (x_train, y_train), (x_test, y_test)} of Keras.
 *
 * @param train the reviews to learn from; labels are 0 (negative) and 1 (positive)
 * @param test the reviews to test on
 * @param pickles what the pickles in the file were made of
 */
public record ImdbData(
    Split<RaggedInts> train, Split<RaggedInts> test, List<PickledMember> pickles) {

  /** Keeps a copy of the list. */
  public ImdbData {
    pickles = List.copyOf(pickles);
  }
}
