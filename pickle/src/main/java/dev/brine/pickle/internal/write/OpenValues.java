package dev.brine.pickle.internal.write;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.value.PickleValue;
import java.util.IdentityHashMap;

/**
 * Values that are being written and cannot be referred to before they are complete. A tuple that
 * holds itself through a list is met twice, and all is well; a set that would have to be an
 * argument of the call that makes it is met for ever, where Python fails too.
 */
final class OpenValues {
  private static final int MOST = 100;

  private final IdentityHashMap<PickleValue, Integer> open = new IdentityHashMap<>();

  void enter(PickleValue value) throws UnsupportedException {
    if (open.merge(value, 1, Integer::sum) > MOST) {
      throw new UnsupportedException(
          Location.MEMORY,
          value.described() + " that is made of itself cannot be written as a pickle");
    }
  }

  void leave(PickleValue value) {
    open.computeIfPresent(value, (key, times) -> times == 1 ? null : times - 1);
  }
}
