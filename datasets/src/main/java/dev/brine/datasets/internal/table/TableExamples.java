package dev.brine.datasets.internal.table;

import dev.brine.datasets.internal.random.LegacyRandomState;
import dev.brine.datasets.internal.split.SplitRatio;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.NumericArray;
import java.io.IOException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * TableExamples and their labels, as many of the one as of the other.
 *
 * @param x the examples, along the first axis
 * @param y the labels, along the first axis
 */
public record TableExamples(NdArray x, NdArray y) {

  /**
   * Reads two members of an archive.
   *
   * @throws MalformedException of kind MISMATCH if they are not there, are no numbers, or do not
   *     belong together
   * @throws UnsupportedException if one is pickled, with NumPy's words: no such file is
   */
  public static TableExamples read(NpzFile file, String x, String y, Location location)
      throws IOException {
    TableExamples examples = new TableExamples(member(file, x, location), member(file, y, location));
    long count = examples.x.shape().dim(0);
    if (examples.y.shape().dim(0) != count) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(y),
          "labels of shape " + examples.y.shape() + " for " + count + " examples");
    }
    return examples;
  }

  private static NdArray member(NpzFile file, String name, Location location) throws IOException {
    try {
      if (file.header(name).dtype().hasObject()) {
        throw new UnsupportedException(
            location.member(name),
            "Object arrays cannot be loaded when allow_pickle=False, and the data set's own file has"
                + " none");
      }
      NdArray array = file.get(name);
      if (array instanceof NumericArray && array.ndim() > 0) {
        return array;
      }
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(name),
          "an array of " + array.dtype() + " and shape " + array.shape() + ", not of examples");
    } catch (NoSuchElementException e) {
      throw new MalformedException(
          Kind.MISMATCH, location, e.getMessage() + "; this is not the data set's file");
    }
  }

  /** The first {@code count}, or all where there are fewer. */
  public TableExamples first(long count) {
    long kept = Math.min(count, x.shape().dim(0));
    return new TableExamples(x.slice(0, kept), y.slice(0, kept));
  }

  /**
   * Shuffles as Keras' housing data do, and cuts.
   *
   * @return the train part and the test part
   */
  public TableExamples[] split(@Nullable Long seed, double testSplit) {
    int[] order = LegacyRandomState.of(seed).permutation(Math.toIntExact(x.shape().dim(0)));
    int cut = SplitRatio.cut(order.length, testSplit);
    return new TableExamples[] {
      taken(Arrays.copyOf(order, cut)), taken(Arrays.copyOfRange(order, cut, order.length))
    };
  }

  private TableExamples taken(int[] order) {
    return new TableExamples(NdArrays.take(x, order), NdArrays.take(y, order));
  }
}
