package dev.brine.scan;

import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.internal.object.JoblibWrapper;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An array as joblib saves it: an object that describes the array and, inside the pickle after the
 * BUILD of that object, the raw elements, or another pickle if they are objects.
 *
 * @param dtype of the elements
 * @param count the number of elements
 * @param isPadded whether the elements follow a byte that states the length of the padding before
 *     them
 */
record JoblibArray(DType dtype, long count, boolean isPadded) {
  private static final String CLASS = JoblibWrapper.CLASS;

  /** Returns whether a record describes an object that represents an array. */
  static boolean isWrapper(PyCall record) {
    PickleValue callable = isReconstructed(record) ? firstArgument(record) : record.callable();
    return callable instanceof PyGlobal wrapper
        && (wrapper.name().equals(CLASS) || wrapper.name().endsWith("." + CLASS));
  }

  /** Returns whether an object is made as protocols 0 and 1 make them. */
  private static boolean isReconstructed(PyCall record) {
    return record.callable() instanceof PyGlobal global && global.name().equals("_reconstructor");
  }

  private static PickleValue firstArgument(PyCall record) {
    return record.arguments() instanceof PyTuple given && given.size() > 0
        ? given.get(0)
        : PyConstant.NONE;
  }

  /**
   * Returns the array that a record represents; null if it does not represent one or is incomplete.
   */
  static @Nullable JoblibArray of(PyCall record, PickleValue state) {
    if (!isWrapper(record)) {
      return null;
    }
    boolean isCalled = !record.opcode().startsWith("NEWOBJ") && !isReconstructed(record);
    return of(
        isCalled && record.arguments() instanceof PyTuple given && given.size() >= 4
            ? JoblibWrapper.of(given, state)
            : JoblibWrapper.of(state));
  }

  private static @Nullable JoblibArray of(JoblibWrapper wrapper) {
    if (!(wrapper.dtype() instanceof DTypeValue type)
        || !type.isComplete()
        || !(wrapper.shape() instanceof PyTuple shape)) {
      return null;
    }
    long count = 1;
    for (int i = 0; i < shape.size(); i++) {
      if (!(shape.get(i) instanceof PyInt length) || !length.isLong()) {
        return null;
      }
      count *= length.longValue(); // NumPy's product wraps around too
    }
    return count < 0 ? null : new JoblibArray(type.dtype(), count, wrapper.isPadded());
  }

  /** Returns whether the elements are another pickle. */
  boolean hasPickle() {
    return dtype.hasObject();
  }

  /** Skips the elements, which are not a pickle, and the padding before them if there is any. */
  void skip(OpcodeReader reader, boolean padding) throws IOException {
    if (padding) {
      JoblibWrapper.skipPadding(reader);
    }
    int itemsize = dtype.itemsize();
    boolean endless = itemsize > 0 && count > Long.MAX_VALUE / itemsize;
    reader.skip(endless ? Long.MAX_VALUE : count * itemsize);
  }
}
