package dev.brine.pickle;

import dev.brine.error.BrineException;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.util.List;

/**
 * Receives the actions of a pickle as they happen, even if the pickle later turns out to be
 * malformed. With a listener, the machine records calls of unknown names instead of refusing them.
 */
public interface PickleListener {

  /**
   * Called for each GLOBAL, STACK_GLOBAL and INST.
   *
   * @param known whether a table lists this exact name
   * @param opcode the opcode that named it
   */
  default void onGlobal(PyGlobal global, boolean known, String opcode) {}

  /**
   * Called for each call that does not build a known value.
   *
   * @param anomaly how far this strays from an honest pickle
   * @param reason why the call builds no value
   */
  default void onCall(
      PyGlobal callable,
      PyTuple arguments,
      String opcode,
      long offset,
      Anomaly anomaly,
      String reason) {}

  /**
   * Called for each call of the result of another call, which builds no value. The result may be
   * anything that can be called: an attribute, a partial function, an object of a project.
   */
  default void onResultCall(PyCall callable, PyTuple arguments, String opcode, long offset) {}

  /** Called after STOP for each class or function that the finished value holds as data. */
  default void onReference(PyGlobal global) {}

  /**
   * Called for bytes that may hold another pickle: those of a string, bytes or bytearray opcode, of
   * a bytes object that a call makes, and of a list of small ints that a call receives.
   *
   * @param offset where {@code content} begins, from the start of the member
   */
  default void onBytes(byte[] content, long offset) {}

  /** Called for the text of an opcode that makes a str, which may spell another pickle. */
  default void onText(String text, long offset) {}

  /**
   * Called for each opcode that adds items to the record of an unknown call.
   *
   * @param keys the keys that it sets; empty if it appends or adds
   */
  default void onItems(PyCall target, List<PickleValue> keys, String opcode, long offset) {}

  /**
   * Called when a pickle breaks a rule. Another reader may accept it, so a listener may let the
   * machine continue: an unknown value replaces the one that cannot be built, and the memo and the
   * rest of the stack are kept.
   *
   * @param certain whether no version of CPython accepts it
   * @return true to continue; false to throw {@code fault}
   */
  default boolean onFault(BrineException fault, boolean certain, String opcode, long offset) {
    return false;
  }

  /**
   * Called when a pickle names a class or function by operands that are not known to be strings.
   *
   * @param strings the strings that the pickle may have meant: those in the memo and on the stack
   */
  default void onUnknownName(List<String> strings, String opcode, long offset) {}

  /**
   * Called for each BUILD on the record of an unknown call, before the next opcode is read. Some
   * readers consume bytes that are not opcodes from the stream here.
   *
   * @param state the state that sets the attributes of the object
   */
  default void onState(PyCall target, PickleValue state, String opcode, long offset)
      throws IOException {}

  /**
   * Called periodically with the amount of work done since the last call.
   *
   * @return true to continue; false to stop the machine with a {@code LimitException}
   */
  default boolean onWork(long steps) {
    return true;
  }

  /** Called for any other action that honest pickles do not perform. */
  default void onAnomaly(Anomaly anomaly, String opcode, long offset, String reason) {}
}
