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
 * Receives what a pickle does at the moment it does it, whether or not the pickle is malformed
 * later. With a listener, the machine makes records of calls that no table knows instead of
 * refusing them.
 */
public interface PickleListener {

  /**
   * Called for each GLOBAL, STACK_GLOBAL and INST.
   *
   * @param known whether a table has this exact name
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

  /** Called after STOP for each class or function that the finished value holds as data. */
  default void onReference(PyGlobal global) {}

  /**
   * Called for the bytes of a string, bytes or bytearray opcode, which may hold another pickle.
   *
   * @param offset where {@code content} begins, from the start of the member
   */
  default void onBytes(byte[] content, long offset) {}

  /**
   * Called where a pickle breaks a rule. A reader that differs from this one may accept it, so a
   * listener may let the machine go on: an unknown value takes the place of the one that cannot be
   * made, and the memo and the rest of the stack stay.
   *
   * @param certain whether no version of CPython accepts it
   * @return whether the machine goes on; otherwise {@code fault} is thrown
   */
  default boolean onFault(BrineException fault, boolean certain, String opcode, long offset) {
    return false;
  }

  /**
   * Called where a pickle names a class or function by operands that are not known to be strings.
   *
   * @param strings the strings that the pickle may have meant: those in the memo and on the stack
   */
  default void onUnknownName(List<String> strings, String opcode, long offset) {}

  /**
   * Called for each BUILD of the record of a call that no table knows, before the next opcode is
   * read: some readers take bytes that are no opcodes from the stream here.
   *
   * @param state what becomes the attributes of the object
   */
  default void onState(PyCall target, PickleValue state, String opcode, long offset)
      throws IOException {}

  /**
   * Called now and then with the work that was done since.
   *
   * @return whether the machine may go on; otherwise it stops with a limit
   */
  default boolean onWork(long steps) {
    return true;
  }

  /** Called for anything else that an honest pickle does not do. */
  default void onAnomaly(Anomaly anomaly, String opcode, long offset, String reason) {}
}
