package dev.brine.pickle.spi;

import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a table's own values are written: the reverse of {@link PickleTypes}. One reducer serves one
 * pickle, and may keep what its values share, so that the pickle shares it too.
 */
@FunctionalInterface
public interface PickleReducer {

  /**
   * Returns the call that builds {@code value}, or null if this reducer does not know it. Whatever the call
   * is given is written by the caller, never by this method.
   *
   * @throws IOException if the value cannot be in this pickle
   */
  @Nullable Reduction reduce(PyExtension value) throws IOException;

  /**
   * Returns what is written in place of {@code value}: itself, or an equal value that stands for all that
   * are one object in Python.
   */
  default PyExtension representative(PyExtension value) {
    return value;
  }
}
