package dev.brine.pickle;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.MalformedException;
import dev.brine.pickle.internal.opcode.ArgumentText;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.Instruction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The opcodes of one pickle, one after another, read by the reader that decoding uses and run by
 * nobody. What was read before a failure has already been handed out.
 */
public final class Disassembly {
  private final OpcodeReader reader;
  private boolean ended;

  Disassembly(OpcodeReader reader) {
    this.reader = reader;
  }

  /**
   * The next opcode, or null after STOP.
   *
   * @throws dev.brine.error.BrineException if there is none, or its argument is broken
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
