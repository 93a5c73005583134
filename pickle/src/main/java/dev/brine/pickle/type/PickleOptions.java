package dev.brine.pickle.type;

import dev.brine.pickle.value.PickleLimits;

/**
 * How a pickle is decoded. Immutable; each {@code with} method gives a changed copy.
 *
 * @param encoding how Python 2's strings are read; ASCII
 * @param limits what decoding may cost; {@link PickleLimits#DEFAULT}
 * @param types the names that build values, beside Python's own; none
 * @param lenient whether names that no table knows become inert records rather than a refusal;
 *     false
 */
public record PickleOptions(
    StringEncoding encoding, PickleLimits limits, PickleTypes types, boolean lenient) {

  /** The defaults: strict, safe limits, Python's own types only. */
  public static final PickleOptions DEFAULT =
      new PickleOptions(StringEncoding.ASCII, PickleLimits.DEFAULT, (module, name) -> null, false);

  /** These options with another encoding of Python 2's strings. */
  public PickleOptions withEncoding(StringEncoding newEncoding) {
    return new PickleOptions(newEncoding, limits, types, lenient);
  }

  /** These options with other limits. */
  public PickleOptions withLimits(PickleLimits newLimits) {
    return new PickleOptions(encoding, newLimits, types, lenient);
  }

  /** These options with one more table, asked before those that are there. */
  public PickleOptions withTypes(PickleTypes more) {
    return new PickleOptions(encoding, limits, more.or(types), lenient);
  }

  /** These options, but unknown names become inert {@code PyCall} records. */
  public PickleOptions withLenient() {
    return new PickleOptions(encoding, limits, types, true);
  }
}
