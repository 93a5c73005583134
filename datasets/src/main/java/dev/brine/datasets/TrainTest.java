package dev.brine.datasets;

import dev.brine.npy.array.NdArray;
import dev.brine.pickle.Pickle;
import java.util.List;

/**
 * A dataset: {@code (x_train, y_train), (x_test, y_test)} of Keras.
 *
 * @param train the part for training
 * @param test the part for testing
 * @param pickles the pickles in the file and the names in them; empty if the file has no pickle
 * @param <X> the type of the examples
 */
public record TrainTest<X>(Examples<X> train, Examples<X> test, List<PickledMember> pickles) {

  /** Copies the list. */
  public TrainTest {
    pickles = List.copyOf(pickles);
  }

  /** Creates a dataset whose files have no pickle. */
  public TrainTest(Examples<X> train, Examples<X> test) {
    this(train, test, List.of());
  }

  /** Returns the dtypes and shapes of both parts in one line. */
  @Override
  public String toString() {
    return "TrainTest[train: " + train + "; test: " + test + "]";
  }

  /**
   * One part of a dataset.
   *
   * @param x the examples
   * @param y the labels, one per example, along the first axis
   * @param <X> the type of the examples
   */
  public record Examples<X>(X x, NdArray y) {

    /** Returns the dtypes and shapes of the examples and labels in one line. */
    @Override
    public String toString() {
      return "x " + (x instanceof NdArray array ? summary(array) : x) + ", y " + summary(y);
    }

    private static String summary(NdArray array) {
      return array.dtype() + " " + array.shape();
    }
  }

  /**
   * A member of a dataset's file that was a pickle, and the names in it.
   *
   * @param name the member's name
   * @param facts the names in the pickle, none of which was called
   */
  public record PickledMember(String name, Pickle.Facts facts) {}
}
