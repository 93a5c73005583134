package dev.brine.pickle.internal.kernel;

/**
 * Limits the cost of hashing and comparing the keys of dicts and sets during one decoding, so that
 * a file cannot choose keys whose comparison never ends.
 */
public final class KeyBudget {
  private static final int MAX_DEPTH = 100;
  private static final int FREE_STEPS = 1_000;

  private final int depthLimit;
  private long allowance;
  private int steps;
  private long spent;

  /**
   * Creates a budget for one decoding.
   *
   * @param depthLimit how deep tuples may be nested in a key, at most 100
   * @param allowance how many items of nested keys may be compared, beyond the first 1,000 of each
   */
  public KeyBudget(int depthLimit, long allowance) {
    this.depthLimit = Math.min(depthLimit, MAX_DEPTH);
    this.allowance = allowance;
  }

  /** Starts work on another key, whose first steps are free. */
  public void start() {
    steps = 0;
  }

  /** Checks that a key may be nested {@code further} levels below {@code depth}. */
  public void descend(int depth, int further) {
    if (depth + further > depthLimit) {
      throw new ExcessiveException("a key nested deeper than " + depthLimit + " (limit keyDepth)");
    }
  }

  /** Counts work on the current key. */
  public void steps(int count) {
    steps += count;
    spent += count;
    if (steps > FREE_STEPS) {
      allowance -= Math.min(count, steps - FREE_STEPS);
      if (allowance < 0) {
        throw new ExcessiveException.Exhausted("comparing keys takes too long (limit walkNodes)");
      }
    }
  }

  /** Returns how many steps all keys have taken so far. */
  public long spent() {
    return spent;
  }

  /** Counts a hash collision; honest input has almost none. */
  public void collided() {
    steps = FREE_STEPS;
    steps(1);
  }
}
