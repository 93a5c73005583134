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

/** How a pickle is decoded. Immutable; each {@code with} method returns a changed copy. */
public final class PickleOptions {
  /** The defaults: strict, safe limits, Python's own types only, Python 2's strings in ASCII. */
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

  /** How Python 2's strings are read. */
  public StringEncoding encoding() {
    return encoding;
  }

  /** What decoding may cost. */
  public PickleLimits limits() {
    return limits;
  }

  /** Whether names that no table knows become inert records instead of a refusal. */
  public boolean isLenient() {
    return lenient;
  }

  PickleTypes types() {
    return types;
  }

  List<ByteBuffer> buffers() {
    return buffers;
  }

  /** These options with another encoding of Python 2's strings. */
  public PickleOptions withEncoding(StringEncoding newEncoding) {
    return new PickleOptions(newEncoding, limits, types, lenient, buffers);
  }

  /** These options with other limits. */
  public PickleOptions withLimits(PickleLimits newLimits) {
    return new PickleOptions(encoding, newLimits, types, lenient, buffers);
  }

  /** These options with one more table of names, consulted before the present ones. */
  @SuppressWarnings("exports") // a table is written by Brine's own modules only
  public PickleOptions withTypes(PickleTypes more) {
    return new PickleOptions(encoding, limits, more.or(types), lenient, buffers);
  }

  /**
   * These options, but a call of {@code module.name} becomes what {@code function} makes of its
   * arguments. The function is the caller's own code, not the file's.
   *
   * @param function throws {@link IllegalArgumentException} for arguments that it does not accept,
   *     which makes the pickle malformed
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

  /** These options, but a call of {@code module.name} becomes an inert {@code PyCall} record. */
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
   * These options with the buffers that a pickle of protocol 5 keeps outside itself (PEP 574), in
   * its order. A read-only buffer becomes bytes, another a bytearray.
   */
  public PickleOptions withBuffers(List<ByteBuffer> newBuffers) {
    return new PickleOptions(encoding, limits, types, lenient, newBuffers);
  }

  /** These options, but unknown names become inert {@code PyCall} records. */
  public PickleOptions withLenient() {
    return new PickleOptions(encoding, limits, types, true, buffers);
  }
}
