package dev.brine.pickle.internal.kernel;

import dev.brine.error.LimitException;
import dev.brine.error.Location;

/**
 * Counts the levels that a recursive writer is inside of. Decoded values have passed the depth
 * limit; a value that a program has built may be deeper, and must not overflow the stack.
 */
public final class Nesting {
  /** The default maximum nesting depth of values, dtypes, header literals and JSON. */
  public static final int DEFAULT = 500;

  /**
   * The highest depth that a program may set; recursive code for this many levels fits in a 512 KiB
   * stack.
   */
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

  /** Returns the failure for values that need more stack than the thread has. */
  public LimitException stackExhausted() {
    return new LimitException(
        location, "values are nested deeper than the stack of this thread allows");
  }

  /** Returns the number of levels entered and not yet left. */
  public int depth() {
    return depth;
  }
}
