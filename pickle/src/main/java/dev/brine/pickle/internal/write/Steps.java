package dev.brine.pickle.internal.write;

import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes one value that holds others, without ever calling itself: it may be nested deep. */
interface Steps {

  /**
   * Writes on, up to the next value that this one holds.
   *
   * @return the held value, which is written before the next step; null when all is written
   */
  @Nullable PickleValue next(PickleOutput out) throws IOException;
}
