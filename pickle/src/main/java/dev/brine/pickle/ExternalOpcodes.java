package dev.brine.pickle;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyPersistentId;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Handles the opcodes that refer to something outside the pickle. */
final class ExternalOpcodes {
  private final OpcodeReader reader;
  private final PickleOptions options;
  private final ValueStack stack;
  private final HeapBudget budget;
  private final Globals globals;
  private int nextBuffer;

  ExternalOpcodes(
      OpcodeReader reader,
      PickleOptions options,
      ValueStack stack,
      HeapBudget budget,
      Globals globals) {
    this.reader = reader;
    this.options = options;
    this.stack = stack;
    this.budget = budget;
    this.globals = globals;
  }

  /** Runs one of these opcodes, which was read at {@code offset}. */
  void run(Opcode opcode, long offset) throws IOException {
    switch (opcode) {
      case PERSID -> {
        String id =
            globals.isTolerant()
                ? reader.line("PERSID")
                : reader.line(options.limits().nameLength(), "PERSID", "nameLength");
        persistentId(PyStr.of(id), opcode, offset);
      }
      case BINPERSID -> persistentId(stack.popValue(), opcode, offset);
      case EXT1 -> extension(reader.uint1(), opcode, offset);
      case EXT2 -> extension(reader.uint2(), opcode, offset);
      case EXT4 -> extension(reader.int4(), opcode, offset);
      case NEXT_BUFFER -> buffer(offset);
      default -> {
        PickleValue value = stack.peekValue();
        if (!(value instanceof PyBytes || value instanceof PyPersistentId)) {
          throw new InvalidStateException("READONLY_BUFFER on " + value.described());
        }
      }
    }
  }

  private void persistentId(PickleValue id, Opcode opcode, long offset) throws IOException {
    String reason = "it refers to an object outside the pickle";
    if (!options.isLenient()) {
      throw globals.refuse("", "persistent id", opcode.name(), offset, reason);
    }
    budget.charge(16);
    globals.anomaly(Anomaly.UNUSUAL, opcode.name(), offset, "a persistent id: " + reason);
    stack.push(new PyPersistentId(id));
  }

  private void extension(int code, Opcode opcode, long offset) throws IOException {
    if (code <= 0) {
      String reason = opcode + " has the code " + code + ", which must be positive";
      globals.anomaly(Anomaly.UNUSUAL, opcode.name(), offset, reason);
      throw new MalformedException(Kind.MALFORMED, reader.location().at(offset), reason);
    }
    stack.push(globals.extension(code, opcode.name(), offset));
  }

  /** The next of the buffers that the caller supplied. */
  private void buffer(long offset) throws IOException {
    if (nextBuffer < options.buffers().size()) {
      ByteBuffer given = options.buffers().get(nextBuffer++).duplicate();
      budget.charge(given.remaining());
      byte[] bytes = new byte[given.remaining()];
      given.get(bytes);
      stack.push(given.isReadOnly() ? PyBytes.wrap(bytes) : PyBytes.wrapByteArray(bytes));
      return;
    }
    String reason = "the pickle uses an out-of-band buffer, but none was supplied";
    if (!options.isLenient()) {
      throw new UnsupportedException(reader.location().at(offset), reason);
    }
    globals.anomaly(Anomaly.UNUSUAL, "NEXT_BUFFER", offset, reason);
    stack.push(new PyPersistentId(PyStr.of("buffer")));
  }
}
