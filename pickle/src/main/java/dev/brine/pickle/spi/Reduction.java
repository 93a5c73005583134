package dev.brine.pickle.spi;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes how to write a value that has no opcode of its own, like the result of Python's {@code
 * __reduce_ex__}. The call comes first; then items are appended, entries are set, and states are
 * built, in this order.
 *
 * @param form which opcode makes the call
 * @param callable the class or function, usually a {@link PyGlobal}
 * @param arguments a tuple; for {@code NEWOBJ_EX} a tuple of the arguments and a dict
 * @param items a value that holds the items to append, in the order of its children; null for none
 * @param entries a value that holds keys and values in turn, in the order of its children; null for
 *     none
 * @param states the states for BUILD, one BUILD each
 */
public record Reduction(
    Form form,
    PickleValue callable,
    PickleValue arguments,
    @Nullable PickleValue items,
    @Nullable PickleValue entries,
    List<PickleValue> states) {

  /** The ways to make the call. */
  public enum Form {
    /** {@code callable(*arguments)}. */
    REDUCE,
    /** {@code callable.__new__(callable, *arguments)}. */
    NEWOBJ,
    /** The same with keyword arguments, from protocol 4 on. */
    NEWOBJ_EX,
    /** An instance of one of Python 2's classes, also where INST stood. */
    OBJ
  }

  /** Keeps a copy of the states. */
  public Reduction {
    states = List.copyOf(states);
  }

  /** {@code module.name(*arguments)}. */
  public static Reduction call(String module, String name, PickleValue... arguments) {
    return call(new PyGlobal(module, name, 0), arguments);
  }

  /** {@code callable(*arguments)}. */
  public static Reduction call(PyGlobal callable, PickleValue... arguments) {
    PyTuple tuple = arguments.length == 0 ? PyTuple.EMPTY : PyTuple.of(arguments);
    return new Reduction(Form.REDUCE, callable, tuple, null, null, List.of());
  }

  /** Returns an object made without arguments, whose state follows. */
  public static Reduction newObject(String module, String name, PickleValue state) {
    PyGlobal type = new PyGlobal(module, name, 0);
    return new Reduction(Form.NEWOBJ, type, PyTuple.EMPTY, null, null, List.of(state));
  }

  /** Returns the same with the children of {@code holder} appended. */
  public Reduction withItems(PickleValue holder) {
    return new Reduction(form, callable, arguments, holder, entries, states);
  }

  /** Returns the same with the children of {@code holder} set as keys and values. */
  public Reduction withEntries(PickleValue holder) {
    return new Reduction(form, callable, arguments, items, holder, states);
  }

  /** Returns the same with a state for BUILD. */
  public Reduction withState(PickleValue state) {
    return new Reduction(form, callable, arguments, items, entries, List.of(state));
  }
}
