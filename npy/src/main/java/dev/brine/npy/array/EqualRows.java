package dev.brine.npy.array;

import dev.brine.npy.dtype.Shape;
import java.util.function.Supplier;

/** Rows of ints that all have one length. */
final class EqualRows {
  private EqualRows() {}

  /** The rows of a 2-d shape; its elements in C order are asked for only then. */
  static RaggedInts of(Shape shape, Supplier<int[]> elements) {
    if (shape.ndim() != 2) {
      throw new IllegalStateException(
          "only an array of two axes, or an object array of lists, has rows of ints; this one has "
              + shape.ndim()
              + " axes");
    }
    int[] values = elements.get();
    int[] splits = new int[Math.toIntExact(shape.dim(0)) + 1];
    for (int i = 1; i < splits.length; i++) {
      splits[i] = (int) (i * shape.dim(1));
    }
    return RaggedInts.owning(values, splits);
  }
}
