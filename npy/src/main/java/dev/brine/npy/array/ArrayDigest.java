package dev.brine.npy.array;

/**
 * The digest of an array that comes a few rows at a time: what {@link NdArray#digest} gives for all
 * of it. For arrays without Python objects.
 */
public final class ArrayDigest {
  private final Digests digests = new Digests();

  /** Starts with no rows. */
  public ArrayDigest() {}

  /**
   * Takes the next rows.
   *
   * @throws UnsupportedOperationException if the array is one of objects, whose digest is of the
   *     whole; or if its fields overlap or stand out of order
   */
  public void add(NdArray rows) {
    if (!(rows instanceof BufferArray array)) {
      throw new UnsupportedOperationException("the digest of an array of objects is of the whole");
    }
    digests.add(array.dtype(), array.chunks(Order.C));
  }

  /** The digest of all rows so far, as 64 hexadecimal digits; none can be added any more. */
  public String sha256() {
    return digests.hex();
  }
}
