package dev.brine.pickle.internal.write;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.spi.PickleReducer;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import dev.brine.pickle.value.PyUuid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one pickle: chooses what is written for each value, and keeps the stack of those begun.
 */
public final class ValueWriter {
  private final PickleOutput out;
  private final int protocol;
  private final Names names;
  private final PickleReducer reducer;
  private final PythonReductions reductions;
  private final OpenValues open = new OpenValues();
  private final List<PickleValue> values = new ArrayList<>();
  private final List<Steps> steps = new ArrayList<>();

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
    this.reductions = new PythonReductions();
  }

  /** Writes {@code root} and the end of the pickle. */
  public void write(PickleValue root) throws IOException {
    save(root);
    while (!steps.isEmpty()) {
      PickleValue held = steps.get(steps.size() - 1).next(out);
      if (held == null) {
        leave();
      } else {
        save(held);
      }
    }
    out.stop();
  }

  private void save(PickleValue value) throws IOException {
    out.boundary();
    if (out.atom(value)) {
      return;
    }
    switch (value.kind()) {
      case GLOBAL -> names.write((PyGlobal) value, out);
      case ELLIPSIS, NOT_IMPLEMENTED ->
          names.write(PythonReductions.constant((PyConstant) value), out);
      case EXTENSION -> saveOnce(reducer.representative((PyExtension) value));
      default -> saveOnce(value);
    }
  }

  private void saveOnce(PickleValue value) throws IOException {
    if (!out.get(value)) {
      saveNew(value);
    }
  }

  private void saveNew(PickleValue value) throws IOException {
    switch (value.kind()) {
      case STR -> out.text((PyStr) value);
      case BYTES -> {
        if (protocol >= 3) {
          out.bytes((PyBytes) value);
        } else {
          call(value);
        }
      }
      case BYTEARRAY -> {
        if (protocol >= 5) {
          out.byteArray((PyBytes) value);
        } else {
          call(value);
        }
      }
      case LIST -> begin(value, Containers.list((PySequence) value));
      case TUPLE -> tuple((PyTuple) value);
      case DICT -> begin(value, Containers.dict((PyDict) value));
      case COUNTER -> begin(value, new Counters((PyDict) value));
      case SET, FROZENSET -> set((PySet) value);
      case EXTENSION -> begin(value, new Calls(value, reduced((PyExtension) value), protocol));
      case PERSISTENT_ID ->
          throw new UnsupportedException(
              Location.MEMORY,
              "a persistent id refers to what no pickle holds, and is not written");
      default -> call(value);
    }
  }

  private void tuple(PyTuple tuple) throws IOException {
    if (tuple.size() == 0) {
      out.emptyTuple();
    } else {
      begin(tuple, Containers.tuple(tuple));
    }
  }

  private void set(PySet set) throws IOException {
    if (protocol < 4) {
      call(set);
    } else if (set.kind() == PickleValue.Kind.SET) {
      begin(set, Containers.set(set));
    } else {
      begin(set, Containers.frozenSet(set));
    }
  }

  private void call(PickleValue value) throws IOException {
    if (value instanceof PyUuid uuid && !uuid.isBuilt()) {
      throw new UnsupportedException(Location.MEMORY, "a UUID without its number is not written");
    }
    begin(value, new Calls(value, reductions.of(value), protocol));
  }

  private Reduction reduced(PyExtension value) throws IOException {
    Reduction reduction = reducer.reduce(value);
    if (reduction == null) {
      throw new UnsupportedException(
          Location.MEMORY, value.described() + " has no form in this pickle");
    }
    return reduction;
  }

  private void begin(PickleValue value, Steps first) throws IOException {
    open.enter(value);
    values.add(value);
    steps.add(first);
  }

  private void leave() {
    steps.remove(steps.size() - 1);
    open.leave(values.remove(values.size() - 1));
  }
}
