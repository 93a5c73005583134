package dev.brine.datasets;

import dev.brine.pickle.value.PickleFacts;
import dev.brine.npy.array.NdArray;
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

  /**
   * One part of a data set.
   *
   * @param x the examples
   * @param y the labels, one an example, along the first axis
   * @param <X> the type of the examples
   */
  public record Examples<X>(X x, NdArray y) {}

  /**
   * A member of a data set's file that was a pickle, and what it was made of.
   *
   * @param name the member's name
   * @param facts the names it held, none of which was called
   */
  public record PickledMember(String name, PickleFacts facts) {}
}
