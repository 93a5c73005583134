package dev.brine.datasets;

import java.util.List;

/**
 * A data set: {@code (x_train, y_train), (x_test, y_test)} of Keras.
 *
 * @param train the part to learn from
 * @param test the part to test on
 * @param pickles what the pickles in the file were made of; none for files without
 * @param <X> the type of the examples
 */
public record TrainTest<X>(Examples<X> train, Examples<X> test, List<PickledMember> pickles) {

  /** Keeps a copy of the list. */
  public TrainTest {
    pickles = List.copyOf(pickles);
  }

  /** A data set of files that hold no pickle. */
  public TrainTest(Examples<X> train, Examples<X> test) {
    this(train, test, List.of());
  }
}
