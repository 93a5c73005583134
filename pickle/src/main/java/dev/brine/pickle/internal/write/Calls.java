package dev.brine.pickle.internal.write;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.write.Batches.Loop;
import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.spi.Reduction.Form;
import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The opcodes of a call, and of what is then done to its result. */
final class Calls implements Steps {
  private enum Part {
    CALLABLE,
    ARGUMENTS,
    CALL,
    FILL,
    DONE
  }

  private final PickleValue value;
  private final Reduction reduction;
  private final Steps fill;
  private Part part = Part.CALLABLE;
  private int at;

  /** The call that makes {@code value}, which is memoised under its result. */
  Calls(PickleValue value, Reduction reduction, int protocol) throws UnsupportedException {
    this.value = value;
    this.reduction = reduction;
    this.fill = new Filling(reduction);
    if (reduction.form() == Form.NEWOBJ_EX && protocol < 4) {
      throw new UnsupportedException(
          Location.MEMORY, "NEWOBJ_EX, of " + reduction.callable() + ", needs protocol 4");
    }
  }

  @Override
  public @Nullable PickleValue next(PickleOutput out) throws IOException {
    switch (part) {
      case CALLABLE -> {
        if (reduction.form() == Form.OBJ) {
          out.opcode(Opcode.MARK);
        }
        part = Part.ARGUMENTS;
        return reduction.callable();
      }
      case ARGUMENTS -> {
        PickleValue argument = argument();
        if (argument != null) {
          return argument;
        }
        part = Part.CALL;
        return next(out);
      }
      case CALL -> {
        out.opcode(opcode());
        if (out.has(value)) {
          out.opcode(Opcode.POP);
          out.get(value);
          part = Part.DONE;
          return null;
        }
        out.put(value);
        part = Part.FILL;
        return fill.next(out);
      }
      case FILL -> {
        return fill.next(out);
      }
      default -> {
        return null;
      }
    }
  }

  /** The next of what the call is given; null when it has all. */
  private @Nullable PickleValue argument() {
    PickleValue arguments = reduction.arguments();
    return switch (reduction.form()) {
      case REDUCE, NEWOBJ -> at++ == 0 ? arguments : null;
      case NEWOBJ_EX, OBJ -> at < Children.count(arguments) ? Children.get(arguments, at++) : null;
    };
  }

  private Opcode opcode() {
    return switch (reduction.form()) {
      case REDUCE -> Opcode.REDUCE;
      case NEWOBJ -> Opcode.NEWOBJ;
      case NEWOBJ_EX -> Opcode.NEWOBJ_EX;
      case OBJ -> Opcode.OBJ;
    };
  }

  /** What is appended, set and built. */
  private static final class Filling implements Steps {
    private final Batches items;
    private final Batches entries;
    private final java.util.List<PickleValue> states;
    private int built;
    private boolean stateOpen;

    Filling(Reduction reduction) {
      PickleValue toAppend = reduction.items();
      PickleValue toSet = reduction.entries();
      this.items = new Batches(Loop.ITEMS, toAppend == null ? PyTuple.EMPTY : toAppend);
      this.entries = new Batches(Loop.ENTRIES, toSet == null ? PyTuple.EMPTY : toSet);
      this.states = reduction.states();
    }

    @Override
    public @Nullable PickleValue next(PickleOutput out) throws IOException {
      PickleValue held = items.next(out);
      if (held == null) {
        held = entries.next(out);
      }
      if (held != null) {
        return held;
      }
      if (stateOpen) {
        out.opcode(Opcode.BUILD);
        stateOpen = false;
      }
      if (built == states.size()) {
        return null;
      }
      stateOpen = true;
      return states.get(built++);
    }
  }
}
