package dev.brine.npy.dtype;

import java.util.Arrays;

/** The lengths of the axes of an array, outermost first. Empty for a 0-d array. Immutable. */
public final class Shape {
  /** The maximum number of axes, as in NumPy 2. */
  public static final int MAX_NDIM = 64;

  /** The shape of a 0-d array: one element. */
  public static final Shape SCALAR = new Shape(new long[0], 1);

  private final long[] dims;
  private final long size;

  private Shape(long[] dims, long size) {
    this.dims = dims;
    this.size = size;
  }

  /**
   * The shape of these dimensions.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_NDIM}, if one is negative,
   *     or if the number of elements does not fit a long. As in NumPy, a length of zero does not
   *     make the product of the others valid.
   */
  public static Shape of(long... dims) {
    if (dims.length > MAX_NDIM) {
      throw new IllegalArgumentException(
          "maximum supported dimension for an ndarray is currently %s, found %s"
              .formatted(MAX_NDIM, dims.length));
    }
    long product = 1;
    boolean empty = false;
    for (long dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("negative dimensions are not allowed");
      }
      if (dim == 0) {
        empty = true;
      } else if (product > Long.MAX_VALUE / dim) {
        throw new IllegalArgumentException(
            "array is too big; the product of its dimensions does not fit 64 bits");
      } else {
        product *= dim;
      }
    }
    return new Shape(dims.clone(), empty ? 0 : product);
  }

  /** The number of axes. */
  public int ndim() {
    return dims.length;
  }

  /** The length along one axis. */
  public long dim(int axis) {
    return dims[axis];
  }

  /** The number of elements. */
  public long size() {
    return size;
  }

  /** The lengths along all axes, as a new array. */
  public long[] dims() {
    return dims.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(dims, that.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** As Python shows the tuple: {@code ()}, {@code (3,)}, {@code (2, 3)}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < dims.length; i++) {
      out.append(i > 0 ? ", " : "").append(dims[i]);
    }
    return out.append(dims.length == 1 ? ",)" : ")").toString();
  }
}
