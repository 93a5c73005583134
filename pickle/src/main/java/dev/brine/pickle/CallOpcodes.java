package dev.brine.pickle;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.MalformedException;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.spi.DataConstruction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Handles the opcodes that name classes and functions, request calls of them, and set the state of
 * the results. These opcodes make a pickle a program; here they only build values.
 */
final class CallOpcodes {
  /** The maximum number of strings to try as the parts of an unknown name. */
  private static final int MAX_STRINGS = 200;

  private final OpcodeReader reader;
  private final ValueStack stack;
  private final ContainerOpcodes containers;
  private final Globals globals;
  private final PickleLimits limits;
  private final Memo memo;

  CallOpcodes(
      OpcodeReader reader,
      ValueStack stack,
      Memo memo,
      ContainerOpcodes containers,
      Globals globals,
      PickleLimits limits) {
    this.reader = reader;
    this.stack = stack;
    this.containers = containers;
    this.globals = globals;
    this.limits = limits;
    this.memo = memo;
  }

  /** Runs one of these opcodes, which was read at {@code offset}. */
  void run(Opcode opcode, long offset) throws IOException {
    switch (opcode) {
      case GLOBAL -> stack.push(named(opcode, offset));
      case STACK_GLOBAL -> {
        if (globals.isTolerant() && !namesKnown(offset)) {
          return;
        }
        String name = nameOperand(offset);
        String module = nameOperand(offset);
        stack.push(globals.name(module, name, opcode.name(), offset));
      }
      case INST -> {
        Construction named = named(opcode, offset);
        PyTuple arguments = containers.popTuple(stack.popMark());
        stack.push(globals.call("INST", named, named.value(), arguments, null, offset));
      }
      case OBJ -> {
        int mark = stack.popMark();
        if (stack.size() == mark) {
          throw malformed(offset, "OBJ without a class");
        }
        Construction callable = stack.constructionAt(mark);
        PickleValue called = stack.valueAt(mark);
        PyTuple arguments = containers.popTuple(mark + 1);
        stack.truncate(mark);
        stack.push(globals.call("OBJ", callable, called, arguments, null, offset));
      }
      case REDUCE, NEWOBJ -> {
        PyTuple arguments = tupleOperand(opcode, offset);
        call(opcode, arguments, null, offset);
      }
      case NEWOBJ_EX -> {
        PickleValue keywords = stack.popValue();
        if (!(keywords instanceof PyDict dict)) {
          throw malformed(
              offset,
              "NEWOBJ_EX needs a dict of keyword arguments but found " + keywords.described());
        }
        call(opcode, tupleOperand(opcode, offset), dict, offset);
      }
      default -> {
        stack.require(2);
        PickleValue state = stack.popValue();
        Construction target = stack.constructionAt(stack.size() - 1);
        if (target == null) {
          PickleValue value = stack.valueAt(stack.size() - 1);
          throw new InvalidStateException("BUILD on " + value.described());
        }
        target.build(state);
        if (target instanceof DataConstruction data) {
          data.read(reader);
        }
        globals.state(target.value(), state, opcode.name(), offset);
      }
    }
  }

  private void call(Opcode opcode, PyTuple arguments, @Nullable PyDict keywords, long offset)
      throws IOException {
    stack.require(1);
    int slot = stack.size() - 1;
    Construction callable = stack.constructionAt(slot);
    PickleValue called = stack.valueAt(slot);
    stack.truncate(slot);
    stack.push(globals.call(opcode.name(), callable, called, arguments, keywords, offset));
  }

  private Construction named(Opcode opcode, long offset) throws IOException {
    if (globals.isTolerant()) {
      String module = Strings.laxLine(reader, opcode.name());
      String name = Strings.laxLine(reader, opcode.name());
      return globals.name(module, name, opcode.name(), offset);
    }
    int longest = limits.nameLength();
    String module = Strings.utf8Line(reader, longest, opcode.name());
    String name = Strings.utf8Line(reader, longest, opcode.name());
    return globals.name(module, name, opcode.name(), offset);
  }

  /**
   * Returns whether the operands of STACK_GLOBAL are strings. Otherwise the name may be any of the
   * strings in the memo and on the stack, and the result is unknown.
   */
  private boolean namesKnown(long offset) {
    stack.require(2);
    int slot = stack.size() - 2;
    PickleValue module = stack.valueAt(slot);
    PickleValue name = stack.valueAt(slot + 1);
    if (module instanceof PyStr && name instanceof PyStr) {
      return true;
    }
    boolean isUnknown = globals.isUnknown(module) || globals.isUnknown(name);
    globals.anomaly(
        isUnknown ? Anomaly.UNUSUAL : Anomaly.HARMFUL,
        "STACK_GLOBAL",
        offset,
        "STACK_GLOBAL needs two strs but found "
            + (module instanceof PyStr ? name : module).described()
            + ", which misleads scanners");
    globals.work(stack.size() + memo.capacity());
    Set<String> strings = new LinkedHashSet<>();
    stack.strings(strings, MAX_STRINGS);
    memo.strings(strings, MAX_STRINGS);
    globals.unknownName(List.copyOf(strings), "STACK_GLOBAL", offset);
    stack.truncate(slot);
    stack.push(globals.unknown(offset));
    return false;
  }

  private String nameOperand(long offset) throws MalformedException {
    PickleValue operand = stack.popValue();
    if (operand instanceof PyStr text) {
      return text.value();
    }
    String reason = "STACK_GLOBAL needs two strs but found " + operand.described();
    globals.anomaly(Anomaly.HARMFUL, "STACK_GLOBAL", offset, reason + ", which misleads scanners");
    throw malformed(offset, reason);
  }

  private PyTuple tupleOperand(Opcode opcode, long offset) throws MalformedException {
    PickleValue operand = stack.popValue();
    if (operand instanceof PyTuple tuple) {
      return tuple;
    }
    throw malformed(
        offset, opcode + " needs a tuple of arguments but found " + operand.described());
  }

  private MalformedException malformed(long offset, String reason) {
    return new MalformedException(Kind.MALFORMED, reader.location().at(offset), reason);
  }
}
