package dev.brine.convert;

import dev.brine.npy.LoadOptions;
import dev.brine.pickle.StringEncoding;

/**
 * How {@link PickleFree} reads a file and stores the result. Immutable; each {@code with} method
 * returns a changed copy.
 *
 * @param load how the input is read; {@link LoadOptions#DEFAULT}
 * @param compression how the members of the output are stored; {@link Compression#AS_INPUT}
 */
public record PickleFreeOptions(LoadOptions load, Compression compression) {
  /** The defaults. */
  public static final PickleFreeOptions DEFAULT =
      new PickleFreeOptions(LoadOptions.DEFAULT, Compression.AS_INPUT);

  /** Returns a copy with these options for reading. */
  public PickleFreeOptions withLoad(LoadOptions options) {
    return new PickleFreeOptions(options, compression);
  }

  /** Returns a copy with this encoding of Python 2 strings in pickles. */
  public PickleFreeOptions withEncoding(StringEncoding encoding) {
    return withLoad(load.withEncoding(encoding));
  }

  /** Returns a copy with this compression of the output. */
  public PickleFreeOptions withCompression(Compression value) {
    return new PickleFreeOptions(load, value);
  }
}
