package dev.brine.pickle.type;

/**
 * How a pickle is written. Immutable; each {@code with} method gives a changed copy.
 *
 * @param protocol 2 to 5; 4, which Python 3.4 and all later ones read. Python 2 reads 2
 * @param types the names that may be written, beside those of Python's own types; none
 * @param reducer how values of other modules are written; not at all
 */
public record PickleWriteOptions(int protocol, PickleTypes types, PickleReducer reducer) {
  private static final int OLDEST = 2;
  private static final int NEWEST = 5;

  /** Refuses a protocol that is not written. */
  public PickleWriteOptions {
    if (protocol < OLDEST || protocol > NEWEST) {
      throw new IllegalArgumentException("the protocol must be 2 to 5 but was " + protocol);
    }
  }

  /** The defaults: protocol 4, Python's own types only. */
  public static final PickleWriteOptions DEFAULT =
      new PickleWriteOptions(4, (module, name) -> null, value -> null);

  /** These options with another protocol. */
  public PickleWriteOptions withProtocol(int newProtocol) {
    return new PickleWriteOptions(newProtocol, types, reducer);
  }

  /** These options with one more table of names, asked before those that are there. */
  public PickleWriteOptions withTypes(PickleTypes more) {
    return new PickleWriteOptions(protocol, more.or(types), reducer);
  }

  /** These options with another way to write the values of other modules. */
  public PickleWriteOptions withReducer(PickleReducer newReducer) {
    return new PickleWriteOptions(protocol, types, newReducer);
  }

  /**
   * These options, but records of {@code module.name}, as {@link PickleOptions#allowRecord} reads
   * them, are written. Whoever unpickles the result with Python runs that class or function.
   */
  public PickleWriteOptions allowRecord(String module, String name) {
    PickleType named =
        call -> {
          throw call.refuse("it is known as a name only");
        };
    return withTypes((m, n) -> m.equals(module) && n.equals(name) ? named : null);
  }
}
