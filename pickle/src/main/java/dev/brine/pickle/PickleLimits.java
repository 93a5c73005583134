package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.Nesting;

/**
 * What one decoding may cost. The defaults are safe for untrusted input; each limit can be set, and
 * each has its own message.
 *
 * @param pickleBytes the longest pickle; 1 GiB
 * @param heapBytes the most that decoded values may take; 2 GiB. Below it, a pickle may take 64 MiB
 *     or 32 times its own length, whichever is more
 * @param depth how deep containers may be nested, at most 1,000; 500. Dtypes, header literals and
 *     JSON have the same default
 * @param marks how many MARKs may be open; 10,000
 * @param digits the longest decimal text of a number, as CPython has it; 4,300
 * @param longBytes the longest binary int; 64 KiB
 * @param nameLength the longest module or class name; 1,024 bytes
 * @param keyDepth how deep tuples may be nested in a key, at most 100; 100
 * @param walkNodes how many values a printing or comparing walk may visit; 10 million
 * @param walkText how many characters may be written for values that are shared, and were written
 *     before; 64 Mi
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

  /** How deep values, dtypes, header literals and JSON may be nested unless a program says more. */
  public static final int DEFAULT_DEPTH = Nesting.DEFAULT;

  /**
   * The most that {@code depth} may be. Code that walks values is recursive; this many levels fit a
   * thread with a stack of 512 KiB.
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

  /** These limits with another {@code pickleBytes}. */
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

  /** These limits with another {@code heapBytes}. */
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

  /** These limits with another {@code depth}, at most {@link #MAX_DEPTH}. */
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

  /** These limits with another {@code marks}. */
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

  /** These limits with another {@code digits}. */
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

  /** These limits with another {@code longBytes}. */
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

  /** These limits with another {@code nameLength}. */
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

  /** These limits with another {@code keyDepth}. */
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

  /** These limits with another {@code walkNodes}. */
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

  /** These limits with another {@code walkText}. */
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
