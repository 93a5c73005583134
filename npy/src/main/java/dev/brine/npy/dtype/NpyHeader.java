package dev.brine.npy.dtype;

/**
 * The header of an {@code .npy} file, which describes the array in it.
 *
 * @param version the version of the format
 * @param dtype the type of the elements; |O also stands for NumPy 2's StringDType
 * @param fortranOrder whether the elements are in Fortran order: the first index varies fastest
 * @param shape the lengths along the axes
 * @param length the number of bytes from the start of the file to the data
 */
public record NpyHeader(
    FormatVersion version, DType dtype, boolean fortranOrder, Shape shape, int length) {
  /**
   * Checks that the array's size in bytes fits a long, so that {@link #dataBytes} always does.
   *
   * @throws IllegalArgumentException if it does not
   */
  public NpyHeader {
    long items = 1;
    for (int i = 0; i < shape.ndim(); i++) {
      items *= Math.max(shape.dim(i), 1);
    }
    if (dtype.itemsize() > 0 && items > Long.MAX_VALUE / dtype.itemsize()) {
      // NumPy's own message
      throw new IllegalArgumentException(
          "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible"
              + " size.");
    }
  }

  /**
   * The size in bytes of the data that follows the header.
   *
   * @throws IllegalStateException if the dtype has objects, because then a pickle of unknown length
   *     follows
   */
  public long dataBytes() {
    if (dtype.hasObject()) {
      throw new IllegalStateException("an array with objects is a pickle of unknown length");
    }
    return shape.size() * dtype.itemsize();
  }

  /** The version of the {@code .npy} format: bytes 6 and 7 of a file, each from 0 to 255. */
  public record FormatVersion(int major, int minor) {
    /** Length in 2 bytes, header in latin1. */
    public static final FormatVersion V1 = new FormatVersion(1, 0);

    /** Length in 4 bytes, header in latin1. */
    public static final FormatVersion V2 = new FormatVersion(2, 0);

    /** Length in 4 bytes, header in utf8. */
    public static final FormatVersion V3 = new FormatVersion(3, 0);

    /** As {@code 1.0}. */
    @Override
    public String toString() {
      return major + "." + minor;
    }
  }
}
