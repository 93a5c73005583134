package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.Nesting;

/**
 * Limits on the resources that decoding one pickle may use. The defaults are safe for untrusted
 * input. Each limit can be changed, and the message of a {@code LimitException} names the limit
 * that was exceeded.
 *
 * @param pickleBytes the maximum length of a pickle; 1 GiB
 * @param heapBytes the maximum memory for decoded values; 2 GiB. Within it, a pickle may use 64 MiB
 *     or 32 times its own length, whichever is more
 * @param depth the maximum nesting depth of containers, at most 1,000; 500. Dtypes, header literals
 *     and JSON have the same default
 * @param marks the maximum number of open MARKs; 10,000
 * @param digits the maximum number of decimal digits of a number, as in CPython; 4,300
 * @param longBytes the maximum length of a binary int; 64 KiB
 * @param nameLength the maximum length of a module or class name; 1,024 bytes
 * @param keyDepth the maximum nesting depth of tuples in a key, at most 100; 100
 * @param walkNodes the maximum number of values to visit when printing or comparing; 10 million
 * @param walkText the maximum number of characters to write for repeated occurrences of shared
 *     values; 64 Mi
 */
public record PickleLimits(
    long pickleBytes,
    long heapBytes,
    int depth,
    int marks,
    int digits,
    int longBytes,
    int nameLength,
    int keyDepth,
    long walkNodes,
    long walkText) {

  /** The default maximum nesting depth of values, dtypes, header literals and JSON. */
  public static final int DEFAULT_DEPTH = Nesting.DEFAULT;

  /**
   * The highest permitted {@code depth}. Code that walks values is recursive, and this many levels
   * fit in a 512 KiB thread stack.
   */
  public static final int MAX_DEPTH = Nesting.MAX;

  /** The defaults. */
  public static final PickleLimits DEFAULT =
      new PickleLimits(
          1L << 30,
          2L << 30,
          DEFAULT_DEPTH,
          10_000,
          4_300,
          1 << 16,
          1_024,
          100,
          10_000_000,
          64L << 20);

  /** Checks that no limit is negative, and that the depth is at most {@link #MAX_DEPTH}. */
  public PickleLimits {
    if (pickleBytes < 0 || heapBytes < 0 || walkNodes < 0 || walkText < 0) {
      throw new IllegalArgumentException("a limit must be non-negative");
    }
    if (depth < 0 || marks < 0 || digits < 0 || longBytes < 0 || nameLength < 0 || keyDepth < 0) {
      throw new IllegalArgumentException("a limit must be non-negative");
    }
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("depth must be at most " + MAX_DEPTH + ": " + depth);
    }
  }

  /** Returns a copy of these limits with another {@code pickleBytes}. */
  public PickleLimits withPickleBytes(long limit) {
    return new PickleLimits(
        limit,
        heapBytes,
        depth,
        marks,
        digits,
        longBytes,
        nameLength,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code heapBytes}. */
  public PickleLimits withHeapBytes(long limit) {
    return new PickleLimits(
        pickleBytes,
        limit,
        depth,
        marks,
        digits,
        longBytes,
        nameLength,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code depth}, at most {@link #MAX_DEPTH}. */
  public PickleLimits withDepth(int limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        limit,
        marks,
        digits,
        longBytes,
        nameLength,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code marks}. */
  public PickleLimits withMarks(int limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        limit,
        digits,
        longBytes,
        nameLength,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code digits}. */
  public PickleLimits withDigits(int limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        marks,
        limit,
        longBytes,
        nameLength,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code longBytes}. */
  public PickleLimits withLongBytes(int limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        marks,
        digits,
        limit,
        nameLength,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code nameLength}. */
  public PickleLimits withNameLength(int limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        marks,
        digits,
        longBytes,
        limit,
        keyDepth,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code keyDepth}. */
  public PickleLimits withKeyDepth(int limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        marks,
        digits,
        longBytes,
        nameLength,
        limit,
        walkNodes,
        walkText);
  }

  /** Returns a copy of these limits with another {@code walkNodes}. */
  public PickleLimits withWalkNodes(long limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        marks,
        digits,
        longBytes,
        nameLength,
        keyDepth,
        limit,
        walkText);
  }

  /** Returns a copy of these limits with another {@code walkText}. */
  public PickleLimits withWalkText(long limit) {
    return new PickleLimits(
        pickleBytes,
        heapBytes,
        depth,
        marks,
        digits,
        longBytes,
        nameLength,
        keyDepth,
        walkNodes,
        limit);
  }
}
