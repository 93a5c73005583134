package dev.brine.pickle;

import dev.brine.pickle.spi.PickleReducer;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;

/** How a pickle is written. Immutable; each {@code with} method returns a changed copy. */
public final class PickleWriteOptions {
  private static final int OLDEST = 2;
  private static final int NEWEST = 5;

  /** The defaults: protocol 4, Python's own types only. */
  public static final PickleWriteOptions DEFAULT =
      new PickleWriteOptions(4, (module, name) -> null, value -> null);

  private final int protocol;
  private final PickleTypes types;
  private final PickleReducer reducer;

  private PickleWriteOptions(int protocol, PickleTypes types, PickleReducer reducer) {
    this.protocol = protocol;
    this.types = types;
    this.reducer = reducer;
  }

  /** The protocol: 2 to 5. Python 3.4 and later read 4, Python 2 reads 2. */
  public int protocol() {
    return protocol;
  }

  PickleTypes types() {
    return types;
  }

  PickleReducer reducer() {
    return reducer;
  }

  /** These options with another protocol, 2 to 5. */
  public PickleWriteOptions withProtocol(int newProtocol) {
    if (newProtocol < OLDEST || newProtocol > NEWEST) {
      throw new IllegalArgumentException("the protocol must be 2 to 5 but was " + newProtocol);
    }
    return new PickleWriteOptions(newProtocol, types, reducer);
  }

  /** These options with one more table of names, consulted before the present ones. */
  @SuppressWarnings("exports") // a table is written by Brine's own modules only
  public PickleWriteOptions withTypes(PickleTypes more) {
    return new PickleWriteOptions(protocol, more.or(types), reducer);
  }

  /** These options with another way to write the values of other modules. */
  @SuppressWarnings("exports")
  public PickleWriteOptions withReducer(PickleReducer newReducer) {
    return new PickleWriteOptions(protocol, types, newReducer);
  }

  /**
   * These options, but records of {@code module.name}, as {@link PickleOptions#allowRecord} reads
   * them, are written. A Python that unpickles the result runs that class or function.
   */
  public PickleWriteOptions allowRecord(String module, String name) {
    PickleType named =
        call -> {
          throw call.refuse("it is known as a name only");
        };
    return withTypes((m, n) -> m.equals(module) && n.equals(name) ? named : null);
  }
}
