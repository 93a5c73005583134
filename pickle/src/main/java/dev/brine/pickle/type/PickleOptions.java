package dev.brine.pickle.type;

import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * How a pickle is decoded. Immutable; each {@code with} method gives a changed copy.
 *
 * @param encoding how Python 2's strings are read; ASCII
 * @param limits what decoding may cost; {@link PickleLimits#DEFAULT}
 * @param types the names that build values, beside Python's own; none
 * @param lenient whether names that no table knows become inert records rather than a refusal;
 *     false
 * @param buffers what protocol 5 keeps outside the pickle, in its order; none. A read-only one
 *     becomes bytes, another a bytearray
 */
public record PickleOptions(
    StringEncoding encoding,
    PickleLimits limits,
    PickleTypes types,
    boolean lenient,
    List<ByteBuffer> buffers) {

  /** Keeps a copy of the list of buffers. */
  public PickleOptions {
    buffers = List.copyOf(buffers);
  }

  /** The defaults: strict, safe limits, Python's own types only. */
  public static final PickleOptions DEFAULT =
      new PickleOptions(
          StringEncoding.ASCII, PickleLimits.DEFAULT, (module, name) -> null, false, List.of());

  /** These options with another encoding of Python 2's strings. */
  public PickleOptions withEncoding(StringEncoding newEncoding) {
    return new PickleOptions(newEncoding, limits, types, lenient, buffers);
  }

  /** These options with other limits. */
  public PickleOptions withLimits(PickleLimits newLimits) {
    return new PickleOptions(encoding, newLimits, types, lenient, buffers);
  }

  /** These options with one more table, asked before those that are there. */
  public PickleOptions withTypes(PickleTypes more) {
    return new PickleOptions(encoding, limits, more.or(types), lenient, buffers);
  }

  /**
   * These options, but a call of {@code module.name} gives what {@code function} makes of the
   * arguments: the caller's own code, never the file's. It may throw {@link
   * dev.brine.pickle.value.InvalidStateException} for arguments it does not take.
   */
  public PickleOptions allow(String module, String name, Function<PyTuple, PickleValue> function) {
    return allowType(module, name, call -> Construction.complete(function.apply(call.arguments())));
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

  /** These options with the buffers that the pickle keeps outside itself (PEP 574). */
  public PickleOptions withBuffers(List<ByteBuffer> newBuffers) {
    return new PickleOptions(encoding, limits, types, lenient, newBuffers);
  }

  /** These options, but unknown names become inert {@code PyCall} records. */
  public PickleOptions withLenient() {
    return new PickleOptions(encoding, limits, types, true, buffers);
  }
}
