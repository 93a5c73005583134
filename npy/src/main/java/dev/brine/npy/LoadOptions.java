package dev.brine.npy;

import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;

/**
 * Options for loading arrays, like the keyword arguments of {@code np.load}. Immutable; each {@code
 * with} method returns a changed copy, as in {@code o -> o.withAllowPickle(false)}.
 *
 * @param allowPickle whether object arrays are read, which NumPy stores as pickles. The default is
 *     true, because nothing in a pickle is ever run; false refuses them as NumPy does.
 * @param maxHeaderSize the maximum size of a header in bytes; the default is 65,536
 * @param pickle how pickles are decoded: limits, and the encoding of Python 2's strings
 */
public record LoadOptions(boolean allowPickle, int maxHeaderSize, PickleOptions pickle) {
  /** The defaults, safe for untrusted files. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(true, NpyHeaderReader.DEFAULT_MAX_HEADER_SIZE, PickleOptions.DEFAULT);

  /** Checks that the header size is not negative. */
  public LoadOptions {
    if (maxHeaderSize < 0) {
      throw new IllegalArgumentException(
          "maxHeaderSize must be non-negative but was " + maxHeaderSize);
    }
  }

  /** These options with object arrays allowed or not. */
  public LoadOptions withAllowPickle(boolean allowed) {
    return new LoadOptions(allowed, maxHeaderSize, pickle);
  }

  /** These options with another limit for headers, in bytes. */
  public LoadOptions withMaxHeaderSize(int bytes) {
    return new LoadOptions(allowPickle, bytes, pickle);
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
    return new LoadOptions(allowPickle, maxHeaderSize, options);
  }
}
