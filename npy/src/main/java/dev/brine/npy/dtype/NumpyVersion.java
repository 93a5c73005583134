package dev.brine.npy.dtype;

/** Which NumPy's object arrays are written: their names and the protocol of their pickles. */
public enum NumpyVersion {
  /**
   * NumPy 2: protocol 4, {@code numpy._core}. Read by NumPy 2, and by those of NumPy 1 that have
   * that name (1.26).
   */
  NUMPY_2(4),
  /** NumPy 1.17 to 1.26: protocol 3, {@code numpy.core}. Read by these and by all of NumPy 2. */
  NUMPY_1(3),
  /** NumPy before 1.17: protocol 2, {@code numpy.core}. Read by every NumPy. */
  NUMPY_1_16(2);

  private final int protocol;

  NumpyVersion(int protocol) {
    this.protocol = protocol;
  }

  /** The protocol in which {@code np.save} of that version pickles. */
  public int protocol() {
    return protocol;
  }
}
