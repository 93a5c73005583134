package dev.brine.pickle.spi;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;

/**
 * A call that a pickle requests.
 *
 * @param opcode REDUCE, NEWOBJ, NEWOBJ_EX, OBJ or INST
 * @param global the name that is called
 * @param arguments the positional arguments
 * @param offset bytes from the start of the member to the opcode
 * @param keys Python's rules for keys, for dicts and sets that the call builds
 * @param digits the maximum number of digits in the text of a number
 * @param budget charged for every byte that the call allocates
 */
public record Call(
    String opcode,
    PyGlobal global,
    PyTuple arguments,
    long offset,
    KeyBudget keys,
    int digits,
    Budget budget) {

  /** Returns the number of positional arguments. */
  public int count() {
    return arguments.size();
  }

  /** Returns the argument at {@code index}. */
  public PickleValue argument(int index) {
    return arguments.get(index);
  }

  /** Returns a failure that names what was called. */
  public InvalidStateException invalid(String reason) {
    return new InvalidStateException(global + ": " + reason);
  }

  /** Returns a refusal that names what was called. */
  public NotInertException refuse(String reason) {
    return new NotInertException(reason);
  }

  /** Counts the memory that decoding allocates. */
  @FunctionalInterface
  public interface Budget {
    /**
     * Counts {@code bytes} more.
     *
     * @throws dev.brine.pickle.internal.kernel.ExcessiveException if that exceeds the limit
     */
    void charge(long bytes);
  }
}
