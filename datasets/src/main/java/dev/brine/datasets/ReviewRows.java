package dev.brine.datasets;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;

/**
 * The reviews of one part as the file holds them, each a run of ints somewhere in memory. Lists
 * that were decoded into packed ints stay where they are until they are copied to their final
 * place.
 */
final class ReviewRows {
  /** Of a part that is not there. */
  static final ReviewRows NONE = new ReviewRows(new PySequence[0], new int[0][]);

  private final PySequence[] lists;
  private final int[][] arrays;

  private ReviewRows(PySequence[] lists, int[][] arrays) {
    this.lists = lists;
    this.arrays = arrays;
  }

  /**
   * The rows of {@code x_train}, {@code x_test} or {@code x}: an object array of lists of ints, or,
   * where all have one length, a 2-D array.
   *
   * @throws MalformedException if the member holds anything else
   */
  static ReviewRows of(NdArray x, Location location) throws MalformedException {
    if (x instanceof ObjectArray objects && objects.ndim() == 1) {
      return of(objects, location);
    }
    try {
      RaggedInts rows = x.asRaggedInts();
      int[][] arrays = new int[rows.size()][];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = rows.row(i);
      }
      return new ReviewRows(new PySequence[0], arrays);
    } catch (IllegalStateException | ArithmeticException e) {
      throw notReviews(location, String.valueOf(e.getMessage()));
    }
  }

  private static ReviewRows of(ObjectArray x, Location location) throws MalformedException {
    PySequence[] lists = new PySequence[(int) x.size()];
    for (int i = 0; i < lists.length; i++) {
      PickleValue item = x.item(i);
      boolean ints =
          item instanceof PySequence list
              && (list.packing() == PySequence.Packing.INTS
                  || list.packing() == PySequence.Packing.EMPTY);
      if (!ints) {
        throw notReviews(location, "row " + i + " is " + item + ", not a list of 32-bit ints");
      }
      lists[i] = (PySequence) item;
    }
    return new ReviewRows(lists, new int[0][]);
  }

  private static MalformedException notReviews(Location location, String reason) {
    return new MalformedException(
        Kind.MISMATCH, location, "not texts as lists of word ids: " + reason);
  }

  int size() {
    return Math.max(lists.length, arrays.length);
  }

  int length(int row) {
    return arrays.length > 0 ? arrays[row].length : lists[row].size();
  }

  void copy(int row, int[] target, int at) {
    if (arrays.length > 0) {
      System.arraycopy(arrays[row], 0, target, at, arrays[row].length);
    } else {
      lists[row].copyInts(target, at);
    }
  }
}
