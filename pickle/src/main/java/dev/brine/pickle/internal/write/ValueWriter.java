package dev.brine.pickle.internal.write;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.walk.Children;
import dev.brine.pickle.internal.walk.Nesting;
import dev.brine.pickle.type.PickleReducer;
import dev.brine.pickle.type.PickleWriteOptions;
import dev.brine.pickle.type.Reduction;
import dev.brine.pickle.type.Reduction.Form;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyUuid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes one pickle, choosing the opcodes for each value as CPython's pickler does. {@link #save}
 * and the methods for what a value holds call each other; at most two frames are on the stack for a
 * level. The arguments and state of a call are levels too.
 */
public final class ValueWriter {
  /** How often a value may be met inside itself before it counts as made of itself. */
  private static final int MAX_OPEN = 100;

  /** CPython's BATCHSIZE. */
  private static final int BATCH = 1000;

  private static final PyGlobal COUNTER = new PyGlobal("collections", "Counter", 0);

  private final PickleOutput out;
  private final int protocol;
  private final Names names;
  private final PickleReducer reducer;
  private final PythonReductions reductions;
  private final Nesting nesting = new Nesting(Location.MEMORY);

  /**
   * How often each value is being written. A tuple that holds itself through a list is met twice,
   * which is fine; a set that would be an argument of the call that makes it is met forever, and
   * Python fails too.
   */
  private final IdentityHashMap<PickleValue, Integer> open = new IdentityHashMap<>();

  /** Begins a pickle. */
  public ValueWriter(OutputStream target, PickleWriteOptions options) throws IOException {
    this.protocol = options.protocol();
    this.out = new PickleOutput(target, protocol);
    this.names = new Names(options.types());
    this.reducer = options.reducer();
    this.reductions = new PythonReductions();
  }

  /** Writes {@code root} and the end of the pickle. */
  public void write(PickleValue root) throws IOException {
    save(root);
    out.stop();
  }

  private void save(PickleValue given) throws IOException {
    out.boundary();
    if (out.atom(given)) {
      return;
    }
    PickleValue value =
        given instanceof PyExtension extension ? reducer.representative(extension) : given;
    if (value instanceof PyGlobal || value instanceof PyConstant) {
      names.write(PythonReductions.named(value), out);
      return;
    }
    if (out.get(value) || saveFlat(value)) {
      return;
    }
    enter(value);
    Reduction reduction = null;
    switch (value.kind()) {
      case LIST -> {
        out.opcode(Opcode.EMPTY_LIST);
        out.put(value);
        batches(Loop.LIST, value);
      }
      case DICT -> {
        out.opcode(Opcode.EMPTY_DICT);
        out.put(value);
        batches(Loop.DICT, value);
      }
      case TUPLE -> frozen(value, tupleOpcode(Children.count(value)));
      case COUNTER -> counter((PyDict) value);
      case SET, FROZENSET -> {
        if (protocol < 4) {
          reduction = reductions.of(value);
        } else if (value.kind() == PickleValue.Kind.FROZENSET) {
          frozen(value, Opcode.FROZENSET);
        } else {
          out.opcode(Opcode.EMPTY_SET);
          out.put(value);
          batches(Loop.SET, value);
        }
      }
      default -> reduction = reduction(value);
    }
    if (reduction != null && call(value, reduction)) {
      if (reduction.items() != null) {
        batches(Loop.ITEMS, reduction.items());
      }
      if (reduction.entries() != null) {
        batches(Loop.ENTRIES, reduction.entries());
      }
      for (int i = 0; i < reduction.states().size(); i++) {
        save(reduction.states().get(i));
        out.opcode(Opcode.BUILD);
      }
    }
    leave(value);
  }

  /** Writes a value that holds no others and has an opcode in this protocol, and memoises it. */
  private boolean saveFlat(PickleValue value) throws IOException {
    switch (value.kind()) {
      case STR -> out.text((PyStr) value);
      case BYTES -> {
        if (protocol < 3) {
          return false;
        }
        out.bytes((PyBytes) value);
      }
      case BYTEARRAY -> {
        if (protocol < 5) {
          return false;
        }
        out.byteArray((PyBytes) value);
      }
      case TUPLE -> {
        if (Children.count(value) > 0) {
          return false;
        }
        out.emptyTuple();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void enter(PickleValue value) throws IOException {
    nesting.enter();
    if (open.merge(value, 1, Integer::sum) > MAX_OPEN) {
      throw new UnsupportedException(
          Location.MEMORY,
          value.described() + " that is made of itself cannot be written as a pickle");
    }
  }

  private void leave(PickleValue value) {
    nesting.leave();
    open.computeIfPresent(value, (key, times) -> times == 1 ? null : times - 1);
  }

  private Reduction reduction(PickleValue value) throws IOException {
    Reduction reduction =
        switch (value.kind()) {
          case EXTENSION -> extension((PyExtension) value);
          case UUID -> {
            if (!((PyUuid) value).isBuilt()) {
              throw unsupported("a UUID without its number is not written");
            }
            yield reductions.of(value);
          }
          case PERSISTENT_ID ->
              throw unsupported("a persistent id refers to what no pickle holds, and is not written");
          default -> reductions.of(value);
        };
    if (reduction.form() == Form.NEWOBJ_EX && protocol < 4) {
      throw unsupported("NEWOBJ_EX, of " + reduction.callable() + ", needs protocol 4");
    }
    return reduction;
  }

  private Reduction extension(PyExtension value) throws IOException {
    @Nullable Reduction reduction = reducer.reduce(value);
    if (reduction == null) {
      throw unsupported(value.described() + " has no form in this pickle");
    }
    return reduction;
  }

  private static UnsupportedException unsupported(String reason) {
    return new UnsupportedException(Location.MEMORY, reason);
  }

  /** Writes the call that makes {@code value}; false if its arguments have already made it. */
  private boolean call(PickleValue value, Reduction reduction) throws IOException {
    PickleValue arguments = reduction.arguments();
    if (reduction.form() == Form.OBJ) {
      out.opcode(Opcode.MARK);
    }
    save(reduction.callable());
    switch (reduction.form()) {
      case REDUCE, NEWOBJ -> save(arguments);
      case NEWOBJ_EX, OBJ -> {
        for (int i = 0; i < Children.count(arguments); i++) {
          save(Children.get(arguments, i));
        }
      }
    }
    out.opcode(
        switch (reduction.form()) {
          case REDUCE -> Opcode.REDUCE;
          case NEWOBJ -> Opcode.NEWOBJ;
          case NEWOBJ_EX -> Opcode.NEWOBJ_EX;
          case OBJ -> Opcode.OBJ;
        });
    return putUnlessMade(value);
  }

  /** Memoises what the last opcode made, or replaces it with what was made before. */
  private boolean putUnlessMade(PickleValue value) throws IOException {
    if (out.has(value)) {
      out.opcode(Opcode.POP);
      out.get(value);
      return false;
    }
    out.put(value);
    return true;
  }

  /** {@code collections.Counter(dict)}, of a dict that exists for this call only. */
  private void counter(PyDict counter) throws IOException {
    save(COUNTER);
    out.boundary();
    out.boundary();
    out.opcode(Opcode.EMPTY_DICT);
    out.putFresh();
    batches(Loop.DICT, counter);
    out.opcode(Opcode.TUPLE1);
    out.putFresh();
    out.opcode(Opcode.REDUCE);
    putUnlessMade(counter);
  }

  private static Opcode tupleOpcode(int size) {
    return switch (size) {
      case 1 -> Opcode.TUPLE1;
      case 2 -> Opcode.TUPLE2;
      case 3 -> Opcode.TUPLE3;
      default -> Opcode.TUPLE;
    };
  }

  /**
   * A tuple or frozenset, which is made of what is on the stack. If something in it holds it, it
   * has been made by the time its items are there: they are dropped, and it is referred to.
   */
  private void frozen(PickleValue value, Opcode opcode) throws IOException {
    boolean isMarked = opcode == Opcode.TUPLE || opcode == Opcode.FROZENSET;
    if (isMarked) {
      out.opcode(Opcode.MARK);
    }
    int count = Children.count(value);
    if (isPacked(value)) {
      out.numbers((PySequence) value, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        save(Children.get(value, i));
      }
    }
    if (!out.has(value)) {
      out.opcode(opcode);
      out.put(value);
      return;
    }
    for (int i = 0; i < (isMarked ? 1 : count); i++) {
      out.opcode(isMarked ? Opcode.POP_MARK : Opcode.POP);
    }
    out.get(value);
  }

  private static boolean isPacked(PickleValue value) {
    return value instanceof PySequence items
        && items.packing() != Packing.VALUES
        && items.packing() != Packing.EMPTY;
  }

  /** Which of CPython's loops writes batches. */
  private enum Loop {
    /** The items of a list. */
    LIST(1, Opcode.APPEND, Opcode.APPENDS),
    /** The keys and values of a dict. */
    DICT(2, Opcode.SETITEM, Opcode.SETITEMS),
    /** The elements of a set. */
    SET(1, Opcode.ADDITEMS, Opcode.ADDITEMS),
    /** The items that a reduction appends. */
    ITEMS(1, Opcode.APPEND, Opcode.APPENDS),
    /** The keys and values that a reduction sets. */
    ENTRIES(2, Opcode.SETITEM, Opcode.SETITEMS);

    private final int width;
    private final Opcode single;
    private final Opcode several;

    Loop(int width, Opcode single, Opcode several) {
      this.width = width;
      this.single = single;
      this.several = several;
    }

    /** Whether one item or entry, alone in its batch, needs no MARK. */
    private boolean isBare(boolean alone, boolean first) {
      return switch (this) {
        case SET -> false;
        case LIST, DICT -> alone && first;
        case ITEMS, ENTRIES -> alone;
      };
    }

    /** Whether an empty batch follows a full one at the end. */
    private boolean endsEmpty() {
      return this == DICT || this == SET;
    }
  }

  /**
   * Writes what {@code holder} holds in batches of a thousand, each between a MARK and the opcode
   * that takes all of them. Where a single one needs no MARK, and whether an empty batch follows a
   * full one, is as CPython's loops happen to have it.
   */
  private void batches(Loop loop, PickleValue holder) throws IOException {
    int count = Children.count(holder);
    int at = 0;
    boolean isFull = false;
    while (at < count || (loop.endsEmpty() && isFull)) {
      int size = (int) Math.min(count - at, (long) BATCH * loop.width);
      int end = at + size;
      isFull = size == BATCH * loop.width;
      boolean isBare = loop.isBare(size == loop.width, at == 0);
      if (!isBare) {
        out.opcode(Opcode.MARK);
      }
      if (isPacked(holder)) {
        out.numbers((PySequence) holder, at, end);
        at = end;
      }
      for (; at < end; at++) {
        save(Children.get(holder, at));
      }
      out.opcode(isBare ? loop.single : loop.several);
    }
  }
}
