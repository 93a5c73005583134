package dev.brine.npy.internal.object;

import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The attributes of joblib's {@code NumpyArrayWrapper}, which describes an array in a pickle. Its
 * elements follow the BUILD of the wrapper: raw bytes after some padding, or another pickle if they
 * are objects.
 *
 * @param subclass the class of the array
 * @param shape a tuple of ints
 * @param order {@code C} or {@code F}
 * @param dtype of the elements
 * @param alignment None if no padding precedes the elements; joblib before 1.2 wrote none
 */
public record JoblibWrapper(
    PickleValue subclass,
    PickleValue shape,
    PickleValue order,
    PickleValue dtype,
    PickleValue alignment) {
  /** The name of the class. */
  public static final String CLASS = "NumpyArrayWrapper";

  private static final String ALIGNMENT = "numpy_array_alignment_bytes";
  private static final String[] PARAMETERS = {
    "subclass", "shape", "order", "dtype", "allow_mmap", ALIGNMENT
  };

  /** Returns the wrapper with these attributes; those that are missing are None. */
  public static JoblibWrapper of(PickleValue state) {
    Map<String, PickleValue> attributes = new HashMap<>();
    update(attributes, state);
    return of(attributes);
  }

  /** Returns the wrapper that a call of the class makes, and whose attributes are then updated. */
  public static JoblibWrapper of(PyTuple arguments, PickleValue state) {
    Map<String, PickleValue> attributes = new HashMap<>();
    attributes.put(ALIGNMENT, PyInt.of(16));
    for (int i = 0; i < Math.min(arguments.size(), PARAMETERS.length); i++) {
      attributes.put(PARAMETERS[i], arguments.get(i));
    }
    update(attributes, state);
    return of(attributes);
  }

  private static JoblibWrapper of(Map<String, PickleValue> attributes) {
    return new JoblibWrapper(
        attributes.getOrDefault("subclass", PyConstant.NONE),
        attributes.getOrDefault("shape", PyConstant.NONE),
        attributes.getOrDefault("order", PyConstant.NONE),
        attributes.getOrDefault("dtype", PyConstant.NONE),
        attributes.getOrDefault(ALIGNMENT, PyConstant.NONE));
  }

  private static void update(Map<String, PickleValue> attributes, PickleValue state) {
    if (state instanceof PyTuple two && two.size() == 2) {
      update(attributes, two.get(0));
      update(attributes, two.get(1));
    } else if (state instanceof PyDict dict) {
      for (int i = 0; i < dict.size(); i++) {
        if (dict.key(i) instanceof PyStr name) {
          attributes.put(name.value(), dict.value(i));
        }
      }
    }
  }

  /** Returns whether a byte with the length of the padding, and the padding, come first. */
  public boolean isPadded() {
    return alignment != PyConstant.NONE;
  }

  /** Skips the padding before the elements; returns false if the file ends there. */
  public static boolean skipPadding(OpcodeReader reader) throws IOException {
    int length = reader.raw();
    return length >= 0 && reader.skip(length) == length;
  }
}
