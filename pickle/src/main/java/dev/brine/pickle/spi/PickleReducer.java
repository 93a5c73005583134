package dev.brine.pickle.spi;

import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Defines how the values of a table are written, the reverse of {@link PickleTypes}. Each reducer
 * serves one pickle and may keep objects that its values share, so that the pickle shares them too.
 */
@FunctionalInterface
public interface PickleReducer {

  /**
   * Returns the call that builds {@code value}, or null if this reducer does not know it. The
   * caller writes the arguments of the call; this method never does.
   *
   * @throws IOException if the value cannot be in this pickle
   */
  @Nullable Reduction reduce(PyExtension value) throws IOException;

  /**
   * Returns the value to write in place of {@code value}: itself, or an equal value that represents
   * all values that are one object in Python.
   */
  default PyExtension representative(PyExtension value) {
    return value;
  }
}
