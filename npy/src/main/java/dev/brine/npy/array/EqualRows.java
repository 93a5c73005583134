package dev.brine.npy.array;

/** Rows of ints that all have one length. */
final class EqualRows {
  private EqualRows() {}

  /** The rows of a 2-d array of numbers, all of one length. */
  static RaggedInts of(NdArray array) {
    if (array.ndim() != 2) {
      throw new IllegalStateException(
          "only an array of two axes, or an object array of lists, has rows of ints; this one has "
              + array.ndim()
              + " axes");
    }
    int[] values = array.toIntArray();
    int[] splits = new int[Math.toIntExact(array.shape().dim(0)) + 1];
    for (int i = 1; i < splits.length; i++) {
      splits[i] = (int) (i * array.shape().dim(1));
    }
    return RaggedInts.owning(values, splits);
  }
}
