package dev.brine.pickle;

import dev.brine.pickle.internal.write.ValueWriter;
import dev.brine.pickle.spi.PickleReducer;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/**
 * Writes values as pickles of protocols 2 to 5, with the same opcodes, batches, frames and memo as
 * CPython's own pickler. Python restores shared values as shared, and values that contain
 * themselves as such.
 *
 * <p>Only data is written. A record of an unknown call is refused, because a pickle of it would run
 * code wherever it is loaded.
 */
public final class PickleWriter {
  private PickleWriter() {}

  /**
   * Returns the pickle of {@code value} in protocol 4.
   *
   * @throws dev.brine.error.RefusedException if a value names a class or function that no table
   *     lists
   * @throws dev.brine.error.UnsupportedException if a value cannot be pickled
   */
  public static byte[] toBytes(PickleValue value) throws IOException {
    return toBytes(value, options -> options);
  }

  /** Returns the pickle of {@code value} with these options. */
  public static byte[] toBytes(PickleValue value, UnaryOperator<Options> options)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(value, bytes, options.apply(Options.DEFAULT));
    return bytes.toByteArray();
  }

  /**
   * Writes the pickle of {@code value}, in blocks of 64 KiB. The stream is neither flushed nor
   * closed. After a failure, the stream contains an incomplete pickle, which every reader rejects.
   *
   * @throws dev.brine.error.BrineException as {@link #toBytes(PickleValue)}
   */
  public static void write(PickleValue value, OutputStream out, Options options)
      throws IOException {
    new ValueWriter(out, options.protocol(), options.types(), options.reducer()).write(value);
  }

  /** Options for writing a pickle. Immutable; each {@code with} method returns a changed copy. */
  public static final class Options {
    private static final int OLDEST = 2;
    private static final int NEWEST = 5;

    /** The defaults: protocol 4, Python's own types only. */
    public static final Options DEFAULT = new Options(4, (module, name) -> null, value -> null);

    private final int protocol;
    private final PickleTypes types;
    private final PickleReducer reducer;

    private Options(int protocol, PickleTypes types, PickleReducer reducer) {
      this.protocol = protocol;
      this.types = types;
      this.reducer = reducer;
    }

    /** Returns the protocol: 2 to 5. Python 3.4 and later read 4, Python 2 reads 2. */
    public int protocol() {
      return protocol;
    }

    PickleTypes types() {
      return types;
    }

    PickleReducer reducer() {
      return reducer;
    }

    /** Returns these options with another protocol, 2 to 5. */
    public Options withProtocol(int newProtocol) {
      if (newProtocol < OLDEST || newProtocol > NEWEST) {
        throw new IllegalArgumentException("the protocol must be 2 to 5 but was " + newProtocol);
      }
      return new Options(newProtocol, types, reducer);
    }

    /** Returns these options with one more table of names, consulted before the present ones. */
    @SuppressWarnings("exports") // a table is written by Brine's own modules only
    public Options withTypes(PickleTypes more) {
      return new Options(protocol, more.or(types), reducer);
    }

    /** Returns a copy of these options with another reducer for the values of other modules. */
    @SuppressWarnings("exports")
    public Options withReducer(PickleReducer newReducer) {
      return new Options(protocol, types, newReducer);
    }

    /**
     * Returns these options, but with records of {@code module.name}, as read with {@link
     * PickleOptions#allowRecord}, allowed. A Python that unpickles the result runs that class or
     * function.
     */
    public Options allowRecord(String module, String name) {
      PickleType named =
          call -> {
            throw call.refuse("it is accepted as a name only, not called");
          };
      return withTypes((m, n) -> m.equals(module) && n.equals(name) ? named : null);
    }
  }
}
