package dev.brine.pickle;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.pickle.internal.opcode.ArgumentText;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Python pickles of protocols 0 to 5 as data. Nothing in a pickle is ever executed: any
 * name that is not in a table of inert types is refused.
 */
public final class Pickle {
  private Pickle() {}

  /**
   * Decodes the first pickle in {@code bytes}; bytes after its STOP are ignored.
   *
   * @throws dev.brine.error.BrineException if the pickle is malformed or truncated, exceeds a
   *     limit, or requests a class or function that is not inert
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
   * Decodes one pickle from a stream. The stream is read in blocks, so bytes after the STOP may be
   * consumed.
   *
   * @param location the file and member to name in exceptions
   * @param start the offset of the stream's first byte in its member, used in exceptions
   */
  public static Decoded decode(InputStream in, Location location, long start, PickleOptions options)
      throws IOException {
    var reader = PickleMachine.reader(in, location, start, options.limits());
    return new PickleMachine(reader, options, null).run();
  }

  /**
   * Returns the protocol, the names and the length of one pickle, read up to its STOP or up to the
   * first malformed opcode.
   *
   * @param location the file and member to name in exceptions
   * @param start the offset of the stream's first byte in its member
   * @throws IOException if the stream cannot be read; never because of its contents
   */
  public static Facts facts(InputStream in, Location location, long start, PickleOptions options)
      throws IOException {
    var reader = PickleMachine.reader(in, location, start, options.limits());
    PickleMachine machine = new PickleMachine(reader, options.withLenient(), null);
    try {
      return machine.run().facts();
    } catch (BrineException e) {
      return machine.facts();
    }
  }

  /**
   * Returns the opcodes of one pickle, read on demand.
   *
   * @param location the file and member to name in exceptions
   * @param start the offset of the stream's first byte in its member
   */
  public static Disassembly disassemble(
      InputStream in, Location location, long start, PickleLimits limits) {
    return new Disassembly(PickleMachine.reader(in, location, start, limits));
  }

  /** Returns the opcodes of the pickle in {@code bytes}, read on demand. */
  public static Disassembly disassemble(byte[] bytes) {
    InputStream in = new ByteArrayInputStream(bytes);
    return disassemble(in, Location.MEMORY, 0, PickleLimits.DEFAULT);
  }

  /**
   * Reads the opcodes of one pickle one at a time, with the same reader that decoding uses, without
   * running them. Opcodes before a failure are returned normally.
   */
  public static final class Disassembly {
    private final OpcodeReader reader;
    private boolean ended;

    Disassembly(OpcodeReader reader) {
      this.reader = reader;
    }

    /**
     * Returns the next opcode, or null after STOP.
     *
     * @throws dev.brine.error.BrineException if the next byte is not an opcode, or its argument is
     *     malformed
     */
    public @Nullable Instruction next() throws IOException {
      if (ended) {
        return null;
      }
      long offset = reader.offset();
      int code = reader.code();
      Opcode opcode = Opcode.of(code);
      if (opcode == null) {
        throw new MalformedException(
            Kind.MALFORMED,
            reader.location().at(offset),
            "unknown opcode 0x" + Integer.toHexString(code));
      }
      ended = opcode == Opcode.STOP;
      return new Instruction(offset, opcode.name(), ArgumentText.read(reader, opcode));
    }
  }

  /**
   * One opcode of a pickle, as {@code pickletools} would show it.
   *
   * @param offset the number of bytes from the start of the member
   * @param opcode its name
   * @param argument its argument as printable text, truncated if long; empty if the opcode has no
   *     argument
   */
  public record Instruction(long offset, String opcode, String argument) {

    @Override
    public String toString() {
      return offset + ": " + opcode + (argument.isEmpty() ? "" : " " + argument);
    }
  }

  /**
   * A decoded pickle.
   *
   * @param value its value
   * @param facts its protocol, names and length
   */
  public record Decoded(PickleValue value, Facts facts) {}

  /**
   * Facts about a decoded pickle.
   *
   * @param protocol the highest protocol that a PROTO opcode announced; 0 without one
   * @param names the distinct classes and functions it named, in order of appearance, at most
   *     1,000; none was called
   * @param bytes the length of the pickle, including its STOP
   */
  public record Facts(int protocol, List<PyGlobal> names, long bytes) {

    /** Keeps a copy of the names. */
    public Facts {
      names = List.copyOf(names);
    }
  }
}
