package dev.brine.convert;

import dev.brine.npy.LoadOptions;
import dev.brine.pickle.type.StringEncoding;

/**
 * How {@link PickleFree} reads a file, and stores what it makes of it. Immutable; each {@code with}
 * method gives a changed copy.
 *
 * @param load how the input is read; {@link LoadOptions#DEFAULT}
 * @param members how the members of an archive are stored; {@link Members#AS_BEFORE}
 */
public record FreeOptions(LoadOptions load, Members members) {
  /** The defaults. */
  public static final FreeOptions DEFAULT = new FreeOptions(LoadOptions.DEFAULT, Members.AS_BEFORE);

  /** How the members of an archive are stored. */
  public enum Members {
    /** Deflated where a member of the input is compressed. */
    AS_BEFORE,
    STORED,
    DEFLATED
  }

  /** These options with other ones for reading. */
  public FreeOptions withLoad(LoadOptions options) {
    return new FreeOptions(options, members);
  }

  /** These options with another encoding of Python 2's strings in pickles. */
  public FreeOptions withEncoding(StringEncoding encoding) {
    return withLoad(load.withEncoding(encoding));
  }

  /** These options with members stored in this way. */
  public FreeOptions withMembers(Members how) {
    return new FreeOptions(load, how);
  }
}
