package dev.brine.pickle;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.pickle.value.DecodedPickle;
import dev.brine.pickle.value.PickleFacts;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Decodes Python pickles of protocols 0 to 5 as data. Nothing in a pickle is ever executed: what no
 * table of inert types knows is refused.
 */
public final class Pickle {
  private Pickle() {}

  /**
   * Decodes the first pickle in {@code bytes}; what follows its STOP is not looked at.
   *
   * @throws dev.brine.error.BrineException if it is malformed, truncated, over a limit, or asks for
   *     a class or function that is not inert
   */
  public static PickleValue decode(byte[] bytes) throws IOException {
    return decode(bytes, PickleOptions.DEFAULT);
  }

  /** Decodes the first pickle in {@code bytes} with these options. */
  public static PickleValue decode(byte[] bytes, UnaryOperator<PickleOptions> options)
      throws IOException {
    return decode(bytes, options.apply(PickleOptions.DEFAULT));
  }

  /** Decodes the first pickle in {@code bytes} with these options. */
  public static PickleValue decode(byte[] bytes, PickleOptions options) throws IOException {
    return decode(new ByteArrayInputStream(bytes), Location.MEMORY, 0, options).value();
  }

  /**
   * Decodes one pickle from a stream, which is read in blocks, beyond the STOP.
   *
   * @param location the file and member that failures name
   * @param start the offset of the stream's first byte in its member, for failures to name
   */
  public static DecodedPickle decode(
      InputStream in, Location location, long start, PickleOptions options) throws IOException {
    var reader = PickleMachine.reader(in, location, start, options.limits());
    return new PickleMachine(reader, options, null).run();
  }

  /**
   * The protocol, the names and the length of one pickle, as far as it can be read: up to its STOP,
   * or to where it is malformed.
   *
   * @param location the file and member that failures name
   * @param start the offset of the stream's first byte in its member
   * @throws IOException if the stream cannot be read, never for what is in it
   */
  public static PickleFacts facts(
      InputStream in, Location location, long start, PickleOptions options) throws IOException {
    var reader = PickleMachine.reader(in, location, start, options.limits());
    PickleMachine machine = new PickleMachine(reader, options.withLenient(), null);
    try {
      return machine.run().facts();
    } catch (BrineException e) {
      return machine.facts();
    }
  }

  /**
   * The opcodes of one pickle, read as they are asked for.
   *
   * @param location the file and member that failures name
   * @param start the offset of the stream's first byte in its member
   */
  public static Disassembly disassemble(
      InputStream in, Location location, long start, PickleLimits limits) {
    return new Disassembly(PickleMachine.reader(in, location, start, limits));
  }

  /** The opcodes of the pickle in {@code bytes}, read as they are asked for. */
  public static Disassembly disassemble(byte[] bytes) {
    InputStream in = new ByteArrayInputStream(bytes);
    return disassemble(in, Location.MEMORY, 0, PickleLimits.DEFAULT);
  }
}
