package dev.brine.pickle.internal.kernel;

import dev.brine.error.LimitException;
import dev.brine.error.Location;

/**
 * Counts the levels that a recursive writer is inside of. Decoded values have passed the depth
 * limit; a value that a program has built may be deeper, and must not overflow the stack.
 */
public final class Nesting {
  /** How deep values, dtypes, header literals and JSON may be nested unless a program says more. */
  public static final int DEFAULT = 500;

  /** The most that a program may allow: recursive code for this many levels fits 512 KiB. */
  public static final int MAX = 1_000;

  private final Location location;
  private int depth;

  /** Creates a counter at level 0; the location is named in failures. */
  public Nesting(Location location) {
    this.location = location;
  }

  /** Enters a level. */
  public void enter() throws LimitException {
    // one more than decoded values may have: an array of numbers is a level for a writer
    if (++depth > MAX + 1) {
      throw new LimitException(location, "values are nested deeper than " + MAX + " levels");
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
