package dev.brine.pickle.value;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The record of a call that a pickle requested, with its arguments and the operations on its
 * result. Nothing was called.
 */
public final class PyCall implements PickleValue {
  private final String opcode;
  private final PickleValue callable;
  private final PickleValue arguments;
  private final long offset;
  private final List<PickleValue> states = new ArrayList<>(1);
  private final List<PickleValue> items = new ArrayList<>(0);
  private final List<PickleValue> entries = new ArrayList<>(0);

  private PyCall(String opcode, PickleValue callable, PickleValue arguments, long offset) {
    this.opcode = opcode;
    this.callable = callable;
    this.arguments = arguments;
    this.offset = offset;
  }

  /** Returns a record to which states and items may still be added. */
  public static Builder builder(
      String opcode, PickleValue callable, PickleValue arguments, long offset) {
    return new Builder(new PyCall(opcode, callable, arguments, offset));
  }

  /** REDUCE, NEWOBJ, NEWOBJ_EX, OBJ or INST. */
  public String opcode() {
    return opcode;
  }

  /** Returns the callable, usually a {@link PyGlobal}. */
  public PickleValue callable() {
    return callable;
  }

  /** Returns the tuple of arguments; for NEWOBJ_EX a tuple of the arguments and a dict. */
  public PickleValue arguments() {
    return arguments;
  }

  /** Bytes from the start of the member to the opcode. */
  public long offset() {
    return offset;
  }

  /** Returns the states that BUILD supplied, in order. */
  public List<PickleValue> states() {
    return Collections.unmodifiableList(states);
  }

  /** Returns the items that were appended or added to it. */
  public List<PickleValue> items() {
    return Collections.unmodifiableList(items);
  }

  /** Returns the keys and values set in it: key, value, key, value … */
  public List<PickleValue> entries() {
    return Collections.unmodifiableList(entries);
  }

  private static boolean visitAll(List<PickleValue> values, PickleValue.Visitor visitor)
      throws IOException {
    for (PickleValue value : values) {
      if (!visitor.visit(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    return visitor.visit(callable)
        && visitor.visit(arguments)
        && visitAll(states, visitor)
        && visitAll(items, visitor)
        && visitAll(entries, visitor);
  }

  @Override
  public Kind kind() {
    return Kind.CALL;
  }

  @Override
  public String typeName() {
    return callable instanceof PyGlobal global ? global.toString() : "object";
  }

  @Override
  public String toString() {
    return opcode + " of " + typeName();
  }

  /** Records the operations on the result of a call. */
  public static final class Builder extends Construction {
    private final PyCall call;

    private Builder(PyCall call) {
      this.call = call;
    }

    @Override
    public PyCall value() {
      return call;
    }

    @Override
    public void append(PickleValue item) {
      call.items.add(item);
    }

    @Override
    public void add(PickleValue element) {
      call.items.add(element);
    }

    @Override
    public void setItem(PickleValue key, PickleValue item) {
      call.entries.add(key);
      call.entries.add(item);
    }

    @Override
    public void build(PickleValue state) {
      call.states.add(state);
    }
  }
}
