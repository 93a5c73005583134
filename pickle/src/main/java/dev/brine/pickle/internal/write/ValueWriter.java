package dev.brine.pickle.internal.write;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.walk.Children;
import dev.brine.pickle.spi.PickleReducer;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.spi.Reduction.Form;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
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
  /** How often a value may occur inside itself before it is rejected as made of itself. */
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
   * How often each value is being written. A tuple that contains itself through a list occurs
   * twice, which is fine. A set that is an argument of the call that makes it would recur forever;
   * Python fails too.
   */
  private final IdentityHashMap<PickleValue, Integer> open = new IdentityHashMap<>();

  /**
   * Begins a pickle.
   *
   * @param types the names that may be written, beside those of Python's own types
   * @param reducer how values of other modules are written
   */
  public ValueWriter(OutputStream target, int protocol, PickleTypes types, PickleReducer reducer)
      throws IOException {
    this.protocol = protocol;
    this.out = new PickleOutput(target, protocol);
    this.names = new Names(types);
    this.reducer = reducer;
    this.reductions = new PythonReductions(protocol);
  }

  /** Writes {@code root} and the end of the pickle. */
  public void write(PickleValue root) throws IOException {
    save(root);
    out.stop();
  }

  private void save(PickleValue given) throws IOException {
    PickleValue value = unwritten(given);
    if (value == null) {
      return;
    }
    Reduction reduction = begin(value);
    if (reduction == null) {
      if (isFrozen(value)) {
        items(value);
      } else {
        batches(loop(value), value);
      }
    } else if (call(value, reduction)) {
      batches(Loop.ITEMS, reduction.items());
      batches(Loop.ENTRIES, reduction.entries());
      states(reduction);
    }
    end(value, reduction);
  }

  /**
   * Writes a value that needs no other value, or returns the value still to be written, or null.
   */
  private @Nullable PickleValue unwritten(PickleValue given) throws IOException {
    out.boundary();
    if (out.atom(given)) {
      return null;
    }
    PickleValue value =
        given instanceof PyExtension extension ? reducer.representative(extension) : given;
    if (value instanceof PyGlobal || value instanceof PyConstant) {
      names.write(PythonReductions.named(value), out);
      return null;
    }
    return out.get(value) || saveFlat(value) ? null : value;
  }

  /** Writes what comes before the contents of a value; returns the call that makes it, if any. */
  private @Nullable Reduction begin(PickleValue value) throws IOException {
    enter(value);
    switch (value.kind()) {
      case LIST -> empty(Opcode.EMPTY_LIST, value);
      case DICT -> empty(Opcode.EMPTY_DICT, value);
      case TUPLE -> {
        if (frozenOpcode(value) == Opcode.TUPLE) {
          out.opcode(Opcode.MARK);
        }
      }
      case SET, FROZENSET -> {
        if (protocol < 4) {
          return reductions.of(value);
        }
        if (value.kind() == PickleValue.Kind.FROZENSET) {
          out.opcode(Opcode.MARK);
        } else {
          empty(Opcode.EMPTY_SET, value);
        }
      }
      case COUNTER -> {
        // collections.Counter(dict), of a dict that exists for this call only
        out.boundary();
        names.write(COUNTER, out);
        out.boundary();
        out.boundary();
        out.opcode(Opcode.EMPTY_DICT);
        out.putFresh();
      }
      default -> {
        return reduction(value);
      }
    }
    return null;
  }

  /** A container is memoised while empty, then filled: it may contain itself. */
  private void empty(Opcode opcode, PickleValue value) {
    out.opcode(opcode);
    out.put(value);
  }

  /** Writes what comes after the contents of a value. */
  private void end(PickleValue value, @Nullable Reduction reduction) throws IOException {
    if (reduction == null && isFrozen(value)) {
      endFrozen(value);
    } else if (value.kind() == PickleValue.Kind.COUNTER) {
      out.opcode(Opcode.TUPLE1);
      out.putFresh();
      out.opcode(Opcode.REDUCE);
      putUnlessMade(value);
    }
    nesting.leave();
    open.computeIfPresent(value, (key, times) -> times == 1 ? null : times - 1);
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

  private Reduction reduction(PickleValue value) throws IOException {
    Reduction reduction =
        switch (value.kind()) {
          case EXTENSION -> extension((PyExtension) value);
          case UUID -> {
            if (!((PyLibrary.Uuid) value).isBuilt()) {
              throw unsupported("a UUID without its number is not written");
            }
            yield reductions.of(value);
          }
          case PERSISTENT_ID ->
              throw unsupported(
                  "cannot write a persistent id: it refers to an object outside the pickle");
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
    if (reduction.form() == Form.OBJ) {
      out.opcode(Opcode.MARK);
    }
    names.checkCalled(reduction.callable());
    save(reduction.callable());
    if (reduction.form() == Form.OBJ || reduction.form() == Form.NEWOBJ_EX) {
      items(reduction.arguments());
    } else {
      save(reduction.arguments());
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

  private void states(Reduction reduction) throws IOException {
    for (PickleValue state : reduction.states()) {
      save(state);
      out.opcode(Opcode.BUILD);
    }
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

  /** Returns whether a value is made of what is on the stack, rather than filled. */
  private static boolean isFrozen(PickleValue value) {
    return value.kind() == PickleValue.Kind.TUPLE || value.kind() == PickleValue.Kind.FROZENSET;
  }

  private static Opcode frozenOpcode(PickleValue value) {
    if (value.kind() == PickleValue.Kind.FROZENSET) {
      return Opcode.FROZENSET;
    }
    return switch (Children.count(value)) {
      case 1 -> Opcode.TUPLE1;
      case 2 -> Opcode.TUPLE2;
      case 3 -> Opcode.TUPLE3;
      default -> Opcode.TUPLE;
    };
  }

  /** The contents of a tuple or frozenset, one after the other. */
  private void items(PickleValue holder) throws IOException {
    for (int i = packed(holder); i < Children.count(holder); i++) {
      save(Children.get(holder, i));
    }
  }

  /** Writes all of a sequence that is packed; returns the number of items written. */
  private int packed(PickleValue holder) throws IOException {
    if (!isPacked(holder)) {
      return 0;
    }
    int count = Children.count(holder);
    out.numbers((PySequence) holder, 0, count);
    return count;
  }

  /**
   * Makes a tuple or frozenset of what is on the stack. If something in it holds it, it has been
   * made by now: the items are dropped, and it is referred to.
   */
  private void endFrozen(PickleValue value) throws IOException {
    Opcode opcode = frozenOpcode(value);
    if (!out.has(value)) {
      out.opcode(opcode);
      out.put(value);
      return;
    }
    boolean isMarked = opcode == Opcode.TUPLE || opcode == Opcode.FROZENSET;
    for (int i = 0; i < (isMarked ? 1 : Children.count(value)); i++) {
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

    /** Returns whether one item or entry, alone in its batch, needs no MARK. */
    private boolean isBare(boolean alone, boolean first) {
      return switch (this) {
        case SET -> false;
        case LIST, DICT -> alone && first;
        case ITEMS, ENTRIES -> alone;
      };
    }

    /** Returns whether an empty batch follows a full one at the end. */
    private boolean endsEmpty() {
      return this == DICT || this == SET;
    }
  }

  private static Loop loop(PickleValue value) {
    return switch (value.kind()) {
      case LIST -> Loop.LIST;
      case SET -> Loop.SET;
      default -> Loop.DICT;
    };
  }

  private void batches(Loop loop, @Nullable PickleValue holder) throws IOException {
    if (holder == null) {
      return;
    }
    Batches batches = new Batches(loop, holder);
    while (batches.begin()) {
      while (batches.at < batches.end) {
        save(batches.next());
      }
      batches.end();
    }
  }

  /**
   * The contents of a value in batches of a thousand, each between a MARK and the opcode that takes
   * all of them. Where a single one needs no MARK, and whether an empty batch follows a full one,
   * follows CPython's loops.
   */
  private final class Batches {
    private final Loop loop;
    private final PickleValue holder;
    private final int count;
    private int at;
    private int end;
    private boolean isBare;
    private boolean isFull;

    Batches(Loop loop, PickleValue holder) {
      this.loop = loop;
      this.holder = holder;
      this.count = Children.count(holder);
    }

    /** Begins the next batch and writes what is packed; false after the last batch. */
    boolean begin() throws IOException {
      if (at == count && !(loop.endsEmpty() && isFull)) {
        return false;
      }
      int size = (int) Math.min(count - at, (long) BATCH * loop.width);
      end = at + size;
      isFull = size == BATCH * loop.width;
      isBare = loop.isBare(size == loop.width, at == 0);
      if (!isBare) {
        out.opcode(Opcode.MARK);
      }
      if (isPacked(holder)) {
        out.numbers((PySequence) holder, at, end);
        at = end;
      }
      return true;
    }

    PickleValue next() {
      return Children.get(holder, at++);
    }

    void end() {
      out.opcode(isBare ? loop.single : loop.several);
    }
  }
}
