package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Order;
import org.jspecify.annotations.Nullable;

/**
 * Options for saving arrays. Immutable; each {@code with} method returns a changed copy, as in
 * {@code o -> o.withAllowPickle(false)}. With the defaults, files have the same bytes as NumPy's.
 *
 * @param allowPickle whether object arrays are saved, as pickles. The default is true; false
 *     refuses them as NumPy does.
 * @param order the order of the elements in the file; null keeps that of the array: F for an array
 *     that is contiguous in Fortran order and not in C order, else C, as NumPy does
 * @param dtype the dtype of the elements in the file, to which numbers are converted as {@link
 *     NdArray#astype} does, a few at a time; null keeps that of the array
 * @param version the version of the format; null for the lowest of 1.0, 2.0 and 3.0 that can
 *     represent the header
 * @param threads the number of threads that compress; 0, the default, for the number of processors
 * @param numpy the version of NumPy that can read object arrays. The default is NUMPY_2; NumPy 2
 *     can read those of NUMPY_1, too.
 */
public record SaveOptions(
    boolean allowPickle,
    @Nullable Order order,
    @Nullable DType dtype,
    @Nullable FormatVersion version,
    int threads,
    NumpyVersion numpy) {
  /** The defaults: what {@code np.save} and {@code np.savez} do. */
  public static final SaveOptions DEFAULT =
      new SaveOptions(true, null, null, null, 0, NumpyVersion.NUMPY_2);

  /** The maximum number of threads. */
  public static final int MAX_THREADS = 256;

  /** Checks the version, which must be 1.0, 2.0 or 3.0, and the number of threads. */
  public SaveOptions {
    if (version != null && (version.minor() != 0 || version.major() < 1 || version.major() > 3)) {
      throw new IllegalArgumentException(
          "we only support format version (1,0), (2,0), and (3,0), not (%s, %s)"
              .formatted(version.major(), version.minor()));
    }
    if (threads < 0 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads must be from 0 to " + MAX_THREADS + " but was " + threads);
    }
  }

  /** These options with object arrays allowed or not. */
  public SaveOptions withAllowPickle(boolean allowed) {
    return new SaveOptions(allowed, order, dtype, version, threads, numpy);
  }

  /** These options with another order in the file; null keeps that of each array. */
  public SaveOptions withOrder(@Nullable Order other) {
    return new SaveOptions(allowPickle, other, dtype, version, threads, numpy);
  }

  /** These options with another dtype in the file, for numbers; null keeps that of each array. */
  public SaveOptions withDType(@Nullable DType other) {
    return new SaveOptions(allowPickle, order, other, version, threads, numpy);
  }

  /** These options with a version of the format; null chooses as NumPy does. */
  public SaveOptions withVersion(@Nullable FormatVersion other) {
    return new SaveOptions(allowPickle, order, dtype, other, threads, numpy);
  }

  /** These options with another number of threads for compression; 0 for one per processor. */
  public SaveOptions withThreads(int count) {
    return new SaveOptions(allowPickle, order, dtype, version, count, numpy);
  }

  /** These options with the object arrays of another version of NumPy. */
  public SaveOptions withNumpy(NumpyVersion other) {
    return new SaveOptions(allowPickle, order, dtype, version, threads, other);
  }

  /**
   * The version of NumPy whose pickles are written for object arrays: it determines names and
   * protocol.
   */
  public enum NumpyVersion {
    /** NumPy 2: protocol 4, {@code numpy._core}. NumPy 2 and NumPy 1.26 can read it. */
    NUMPY_2(4),
    /**
     * NumPy 1.17 to 1.26: protocol 3, {@code numpy.core}. These versions and NumPy 2 can read it.
     */
    NUMPY_1(3),
    /** NumPy before 1.17: protocol 2, {@code numpy.core}. Every version of NumPy can read it. */
    NUMPY_1_16(2);

    private final int protocol;

    NumpyVersion(int protocol) {
      this.protocol = protocol;
    }

    /** The pickle protocol of {@code np.save} in that version. */
    public int protocol() {
      return protocol;
    }
  }
}
