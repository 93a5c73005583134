package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.write.Batches.Loop;
import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The containers that have opcodes of their own. */
final class Containers {
  private Containers() {}

  static Steps list(PySequence list) {
    return new Filled(Opcode.EMPTY_LIST, list, new Batches(Loop.LIST, list));
  }

  static Steps dict(PyDict dict) {
    return new Filled(Opcode.EMPTY_DICT, dict, new Batches(Loop.DICT, dict));
  }

  /** From protocol 4 on. */
  static Steps set(PySet set) {
    return new Filled(Opcode.EMPTY_SET, set, new Batches(Loop.SET, set));
  }

  /** From protocol 4 on. */
  static Steps frozenSet(PySet set) {
    return new Frozen(set, Opcode.FROZENSET);
  }

  static Steps tuple(PyTuple tuple) {
    return switch (tuple.size()) {
      case 1 -> new Frozen(tuple, Opcode.TUPLE1);
      case 2 -> new Frozen(tuple, Opcode.TUPLE2);
      case 3 -> new Frozen(tuple, Opcode.TUPLE3);
      default -> new Frozen(tuple, Opcode.TUPLE);
    };
  }

  /** Memoised while empty, then filled: it may contain itself. */
  private static final class Filled implements Steps {
    private final Opcode empty;
    private final PickleValue value;
    private final Batches batches;
    private boolean started;

    Filled(Opcode empty, PickleValue value, Batches batches) {
      this.empty = empty;
      this.value = value;
      this.batches = batches;
    }

    @Override
    public @Nullable PickleValue next(PickleOutput out) throws IOException {
      if (!started) {
        started = true;
        out.opcode(empty);
        out.put(value);
      }
      return batches.next(out);
    }
  }

  /**
   * Made of what lies on the stack. If something in it holds it, it has been made by the time its
   * items are there: they are dropped, and that one is referred to.
   */
  private static final class Frozen implements Steps {
    private final PickleValue value;
    private final Opcode opcode;
    private final boolean marked;
    private int at;

    Frozen(PickleValue value, Opcode opcode) {
      this.value = value;
      this.opcode = opcode;
      this.marked = opcode == Opcode.TUPLE || opcode == Opcode.FROZENSET;
    }

    @Override
    public @Nullable PickleValue next(PickleOutput out) throws IOException {
      int count = Children.count(value);
      if (at == 0 && marked) {
        out.opcode(Opcode.MARK);
      }
      if (value instanceof PySequence items && isPacked(items)) {
        out.numbers(items, 0, count);
        at = count;
      }
      if (at < count) {
        return Children.get(value, at++);
      }
      if (!out.has(value)) {
        out.opcode(opcode);
        out.put(value);
        return null;
      }
      for (int i = 0; i < (marked ? 1 : count); i++) {
        out.opcode(marked ? Opcode.POP_MARK : Opcode.POP);
      }
      out.get(value);
      return null;
    }

    private static boolean isPacked(PySequence items) {
      return items.packing() != Packing.VALUES && items.packing() != Packing.EMPTY;
    }
  }
}
