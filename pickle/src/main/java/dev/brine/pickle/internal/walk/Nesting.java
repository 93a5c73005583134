package dev.brine.pickle.internal.walk;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.value.PickleLimits;

/**
 * Counts the levels that a recursive writer is inside of. Decoded values have passed the depth
 * limit; a value that a program has built may be deeper, and must not overflow the stack.
 */
public final class Nesting {
  /** One more level than a decoded value may have: an array of numbers at its bottom is a level. */
  private static final int MAX = PickleLimits.MAX_DEPTH + 1;

  private final Location location;
  private int depth;

  /** Creates a counter at level 0; the location is named in failures. */
  public Nesting(Location location) {
    this.location = location;
  }

  /** Goes one level down. */
  public void enter() throws LimitException {
    if (++depth > MAX) {
      throw new LimitException(
          location, "values are nested deeper than " + PickleLimits.MAX_DEPTH + " levels");
    }
  }

  /** Comes back up. */
  public void leave() {
    depth--;
  }

  /** The number of levels entered and not yet left. */
  public int depth() {
    return depth;
  }
}
