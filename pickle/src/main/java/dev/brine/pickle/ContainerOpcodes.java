package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTuple;
import org.jspecify.annotations.Nullable;

/** Moves values from the top of the stack into lists, tuples, dicts and sets. */
final class ContainerOpcodes {
  static final long DICT_BYTES = 184;
  private static final long LIST_BYTES = 64;
  private static final long TUPLE_BYTES = 40;
  private static final long SLOT_BYTES = 20;
  private static final long ENTRY_BYTES = 44;

  private final ValueStack stack;
  private final HeapBudget budget;
  private final IntArena arena;

  /** The dict that SETITEMS filled last; the next dict often has the same keys. */
  private @Nullable PyDict previous;

  ContainerOpcodes(ValueStack stack, HeapBudget budget, IntArena arena) {
    this.stack = stack;
    this.budget = budget;
    this.arena = arena;
  }

  PyList.Builder newList() {
    budget.charge(LIST_BYTES);
    return PyList.builder();
  }

  PySet.Builder newSet(PySet.Builder builder) {
    budget.charge(DICT_BYTES);
    return builder;
  }

  /** Appends the slots from {@code from} on to the value below them. */
  void append(int from) {
    Construction target = target(from, "append to");
    if (target instanceof PyList.Builder list) {
      appendTo(list, from);
    } else {
      budget.charge(SLOT_BYTES * (stack.size() - from));
      for (int i = from; i < stack.size(); i++) {
        target.append(stack.valueAt(i));
      }
    }
    stack.truncate(from);
  }

  /** The memory that the ints of short lists are in. */
  IntArena arena() {
    return arena;
  }

  /** Makes {@code count} ints, the next ones in the arena, the items of an empty list. */
  void takeInts(PyList.Builder list, int count) {
    budget.charge(4L * count);
    list.takeInts(arena, count);
  }

  private void appendTo(PyList.Builder list, int from) {
    int count = stack.size() - from;
    if (count == 0) {
      return;
    }
    switch (stack.sharedTag(from)) {
      case ValueStack.INT -> {
        charge(list.value(), Packing.INTS, 4, count);
        list.appendInts(stack.bits(), from, count, arena);
      }
      case ValueStack.LONG -> {
        charge(list.value(), Packing.LONGS, 8, count);
        list.appendLongs(stack.bits(), from, count);
      }
      case ValueStack.FLOAT -> {
        charge(list.value(), Packing.DOUBLES, 8, count);
        list.appendDoubles(stack.bits(), from, count);
      }
      default -> {
        charge(list.value(), Packing.VALUES, SLOT_BYTES, count);
        list.expect(count);
        for (int i = from; i < stack.size(); i++) {
          list.append(stack.valueAt(i));
        }
      }
    }
  }

  /** Charges for {@code count} more items, and again for the existing ones if all are repacked. */
  private void charge(PyList list, Packing to, long bytes, int count) {
    Packing from = list.packing();
    if (from == Packing.EMPTY || from == to) {
      budget.charge(bytes * count);
    } else if (from == Packing.VALUES || (from == Packing.LONGS && to == Packing.INTS)) {
      budget.charge(SLOT_BYTES * count);
    } else {
      long each = from == Packing.INTS && to == Packing.LONGS ? bytes : SLOT_BYTES;
      budget.charge(each * ((long) list.size() + count));
    }
  }

  /** LIST: replaces the slots from {@code mark} on with a list of them. */
  void list(int mark) {
    PyList.Builder list = newList();
    appendTo(list, mark);
    stack.truncate(mark);
    stack.push(list);
  }

  /** A tuple of the slots from {@code from} on, in their place. */
  void tuple(int from) {
    PyTuple tuple = popTuple(from);
    stack.push(tuple);
  }

  /** Returns a tuple of the slots from {@code from} on, taken off. */
  PyTuple popTuple(int from) {
    int count = stack.size() - from;
    if (count == 0) {
      return PyTuple.EMPTY;
    }
    PyTuple tuple;
    if (stack.sharedTag(from) == ValueStack.INT) {
      budget.charge(TUPLE_BYTES + 4L * count);
      tuple = PyTuple.ofInts(stack.bits(), from, count, arena);
    } else {
      budget.charge(TUPLE_BYTES + SLOT_BYTES * count);
      PickleValue[] items = new PickleValue[count];
      for (int i = 0; i < count; i++) {
        items[i] = stack.valueAt(from + i);
      }
      tuple = PyTuple.of(items);
    }
    stack.truncate(from);
    return tuple;
  }

  /** DICT: replaces the slots from {@code mark} on, keys and values in turn, with a dict. */
  void dict(int mark, PyDict.Builder dict) {
    entries(mark, dict);
    stack.truncate(mark);
    stack.push(dict);
  }

  /**
   * Sets the slots from {@code from} on, keys and values in turn, as entries of the value below
   * them.
   */
  void setItems(int from) {
    Construction target = target(from, "set items of");
    entries(from, target);
    stack.truncate(from);
  }

  private void entries(int from, Construction target) {
    int count = stack.size() - from;
    if (count % 2 != 0) {
      throw new ValueStack.UnderflowException("a key without a value");
    }
    budget.charge(ENTRY_BYTES * (count / 2));
    if (target instanceof PyDict.Builder dict && dict.value().size() == 0 && count > 0) {
      fill(dict, from, count);
      return;
    }
    for (int i = from; i < from + count; i += 2) {
      target.setItem(stack.valueAt(i), stack.valueAt(i + 1));
    }
  }

  private void fill(PyDict.Builder dict, int from, int count) {
    if (previous != null && hasKeys(previous, from, count)) {
      PickleValue[] values = new PickleValue[count / 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = stack.valueAt(from + 2 * i + 1);
      }
      dict.fillLike(previous, values);
    } else {
      dict.expect(count / 2);
      for (int i = from; i < from + count; i += 2) {
        dict.setItem(stack.valueAt(i), stack.valueAt(i + 1));
      }
    }
    previous = dict.value();
  }

  /** Returns whether the keys on the stack are the same objects as the dict's keys. */
  private boolean hasKeys(PyDict dict, int from, int count) {
    if (dict.size() * 2 != count) {
      return false;
    }
    for (int i = 0; i < dict.size(); i++) {
      if (!stack.isAt(from + 2 * i, dict.key(i))) {
        return false;
      }
    }
    return true;
  }

  /** Adds the slots from {@code mark} on as elements of the set below them. */
  void addItems(int mark) {
    Construction target = target(mark, "add to");
    budget.charge(ENTRY_BYTES * (stack.size() - mark));
    for (int i = mark; i < stack.size(); i++) {
      target.add(stack.valueAt(i));
    }
    stack.truncate(mark);
  }

  /** FROZENSET: replaces the slots from {@code mark} on with a frozenset of them. */
  void frozenSet(int mark, PySet.Builder set) {
    newSet(set);
    budget.charge(ENTRY_BYTES * (stack.size() - mark));
    for (int i = mark; i < stack.size(); i++) {
      set.put(stack.valueAt(i));
    }
    stack.truncate(mark);
    stack.push(set.value());
  }

  /** Returns the construction below the slots from {@code from} on. */
  private Construction target(int from, String verb) {
    stack.requireBelow(from);
    Construction target = stack.constructionAt(from - 1);
    if (target == null) {
      throw new InvalidStateException("cannot " + verb + " " + stack.valueAt(from - 1).described());
    }
    return target;
  }
}
