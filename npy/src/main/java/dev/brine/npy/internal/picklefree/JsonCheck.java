package dev.brine.npy.internal.picklefree;

import dev.brine.pickle.value.PickleValue;
import java.io.IOException;

/** Checks that the JSON of a value can be read back; reading JSON needs a library. */
@FunctionalInterface
public interface JsonCheck {
  /** Accepts all JSON unread. */
  JsonCheck NONE = (value, json) -> {};

  /**
   * Checks the canonical JSON of a value.
   *
   * @throws IOException if it does not give the value back
   */
  void check(PickleValue value, byte[] json) throws IOException;
}
