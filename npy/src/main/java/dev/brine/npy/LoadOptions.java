package dev.brine.npy;

import dev.brine.npy.dtype.MlType;
import dev.brine.npy.internal.header.HeaderRules;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Options for loading arrays, like the keyword arguments of {@code np.load}. Immutable; each {@code
 * with} method returns a changed copy, as in {@code o -> o.withAllowPickle(false)}.
 *
 * @param allowPickle whether object arrays are read, which NumPy stores as pickles. The default is
 *     true, because nothing in a pickle is ever run; false refuses them as NumPy does.
 * @param maxHeaderSize the maximum size of a header in bytes; the default is 65,536
 * @param pickle how pickles are decoded: limits, and the encoding of Python 2's strings
 * @param repair whether headers that NumPy refuses are read if their meaning is certain, such as a
 *     shape {@code (184)}
 * @param elements the type of elements that NumPy does not have and that a file stores as raw bytes
 *     or by a name that NumPy refuses; null to read raw bytes as such and refuse such names
 */
public record LoadOptions(
    boolean allowPickle,
    int maxHeaderSize,
    PickleOptions pickle,
    boolean repair,
    @Nullable MlType elements) {
  /** The defaults, safe for untrusted files. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(
          true, NpyHeaderReader.DEFAULT_MAX_HEADER_SIZE, PickleOptions.DEFAULT, false, null);

  /** Checks that the header size is not negative. */
  public LoadOptions {
    if (maxHeaderSize < 0) {
      throw new IllegalArgumentException(
          "maxHeaderSize must be non-negative but was " + maxHeaderSize);
    }
  }

  /** These options with object arrays allowed or not. */
  public LoadOptions withAllowPickle(boolean allowed) {
    return new LoadOptions(allowed, maxHeaderSize, pickle, repair, elements);
  }

  /** These options with another limit for headers, in bytes. */
  public LoadOptions withMaxHeaderSize(int bytes) {
    return new LoadOptions(allowPickle, bytes, pickle, repair, elements);
  }

  /** These options with another encoding of Python 2's strings in pickles; ASCII by default. */
  public LoadOptions withEncoding(StringEncoding encoding) {
    return withPickle(pickle.withEncoding(encoding));
  }

  /** These options with other limits for pickles. */
  public LoadOptions withLimits(PickleLimits limits) {
    return withPickle(pickle.withLimits(limits));
  }

  /** These options with other options for pickles. */
  public LoadOptions withPickle(PickleOptions options) {
    return new LoadOptions(allowPickle, maxHeaderSize, options, repair, elements);
  }

  /**
   * These options, reading headers that NumPy refuses if their meaning is certain: a shape such as
   * {@code (184)} or {@code 184}, a literal in JSON, padding with NUL characters.
   */
  public LoadOptions withRepair() {
    return new LoadOptions(allowPickle, maxHeaderSize, pickle, true, elements);
  }

  /**
   * These options, reading elements that are raw data of the type's size, and elements of a type
   * that NumPy does not have, as numbers of this type: {@code o ->
   * o.withElements(MlType.BFLOAT16)}. A name of {@code ml_dtypes} in a header counts more.
   */
  public LoadOptions withElements(@Nullable MlType type) {
    return new LoadOptions(allowPickle, maxHeaderSize, pickle, repair, type);
  }

  /** How headers are read. */
  HeaderRules headers() {
    return new HeaderRules(maxHeaderSize, repair, elements);
  }
}
