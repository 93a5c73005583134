package dev.brine.pickle.internal.machine;

import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import dev.brine.pickle.value.Verdict;

/** Is told what a pickle asks for at the moment it asks, whatever becomes of it afterwards. */
public interface Witness {

  /** A name. */
  void named(PyGlobal name, boolean known, String opcode);

  /** A call of a name that makes no data. */
  void called(
      PyGlobal name, PyTuple arguments, String opcode, long offset, Verdict verdict, String reason);

  /** A class or function that stands where data should, in the finished value. */
  void held(PyGlobal name);

  /** Anything else that an honest pickle need not do. */
  void odd(Verdict verdict, String opcode, long offset, String reason);

  /** Bytes, in which another pickle may lie. */
  void bytes(byte[] content, long offset);
}
