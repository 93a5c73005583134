package dev.brine.pickle;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** Options for decoding a pickle. Immutable; each {@code with} method returns a changed copy. */
public final class PickleOptions {
  /**
   * The defaults: strict decoding, safe limits, Python's own types only, and ASCII strings of
   * Python 2.
   */
  public static final PickleOptions DEFAULT =
      new PickleOptions(
          StringEncoding.ASCII, PickleLimits.DEFAULT, (module, name) -> null, false, List.of());

  private final StringEncoding encoding;
  private final PickleLimits limits;
  private final PickleTypes types;
  private final boolean lenient;
  private final List<ByteBuffer> buffers;

  private PickleOptions(
      StringEncoding encoding,
      PickleLimits limits,
      PickleTypes types,
      boolean lenient,
      List<ByteBuffer> buffers) {
    this.encoding = encoding;
    this.limits = limits;
    this.types = types;
    this.lenient = lenient;
    this.buffers = List.copyOf(buffers);
  }

  /** Returns the encoding of Python 2's strings. */
  public StringEncoding encoding() {
    return encoding;
  }

  /** Returns the limits on decoding. */
  public PickleLimits limits() {
    return limits;
  }

  /** Returns whether unknown names become inert records instead of being refused. */
  public boolean isLenient() {
    return lenient;
  }

  PickleTypes types() {
    return types;
  }

  List<ByteBuffer> buffers() {
    return buffers;
  }

  /** Returns a copy of these options with another encoding of Python 2's strings. */
  public PickleOptions withEncoding(StringEncoding newEncoding) {
    return new PickleOptions(newEncoding, limits, types, lenient, buffers);
  }

  /** Returns a copy of these options with other limits. */
  public PickleOptions withLimits(PickleLimits newLimits) {
    return new PickleOptions(encoding, newLimits, types, lenient, buffers);
  }

  /**
   * Returns a copy of these options with one more table of names, consulted before the present
   * ones.
   */
  @SuppressWarnings("exports") // a table is written by Brine's own modules only
  public PickleOptions withTypes(PickleTypes more) {
    return new PickleOptions(encoding, limits, more.or(types), lenient, buffers);
  }

  /**
   * Returns a copy of these options in which a call of {@code module.name} becomes the result of
   * {@code function}. The function is the caller's own code and does not come from the file.
   *
   * @param function builds the value from the arguments; it may throw {@link
   *     IllegalArgumentException} to reject them, which makes the pickle malformed
   */
  public PickleOptions allow(String module, String name, Function<PyTuple, PickleValue> function) {
    return allowType(module, name, call -> Construction.complete(built(call, function)));
  }

  private static PickleValue built(Call call, Function<PyTuple, PickleValue> function) {
    try {
      return function.apply(call.arguments());
    } catch (IllegalArgumentException e) {
      throw call.invalid(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns a copy of these options in which a call of {@code module.name} becomes an inert {@code
   * PyCall} record.
   */
  public PickleOptions allowRecord(String module, String name) {
    return allowType(
        module,
        name,
        call -> PyCall.builder(call.opcode(), call.global(), call.arguments(), call.offset()));
  }

  private PickleOptions allowType(String module, String name, PickleType type) {
    return withTypes((m, n) -> m.equals(module) && n.equals(name) ? type : null);
  }

  /**
   * Returns a copy of these options with the out-of-band buffers of a protocol 5 pickle (PEP 574),
   * in the order of the pickle. A read-only buffer becomes a bytes, any other buffer a bytearray.
   */
  public PickleOptions withBuffers(List<ByteBuffer> newBuffers) {
    return new PickleOptions(encoding, limits, types, lenient, newBuffers);
  }

  /** Returns a copy of these options in which unknown names become inert {@code PyCall} records. */
  public PickleOptions withLenient() {
    return new PickleOptions(encoding, limits, types, true, buffers);
  }
}
