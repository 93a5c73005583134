package dev.brine.pickle;

/**
 * What one decoding may cost. The defaults are safe for input that nobody vouches for; each limit
 * can be set, and each has its own message.
 *
 * @param pickleBytes the longest pickle; 1 GiB
 * @param heapBytes the most that decoded values may take; 2 GiB. Below it, a pickle may take 64 MiB
 *     or 32 times its own length, whichever is more
 * @param depth how deep containers may be nested; 10,000
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

  /** The defaults. */
  public static final PickleLimits DEFAULT =
      new PickleLimits(
          1L << 30, 2L << 30, 10_000, 10_000, 4_300, 1 << 16, 1_024, 100, 10_000_000, 64L << 20);

  /** Checks that no limit is negative. */
  public PickleLimits {
    if (pickleBytes < 0 || heapBytes < 0 || walkNodes < 0 || walkText < 0) {
      throw new IllegalArgumentException("a limit must be non-negative");
    }
    if (depth < 0 || marks < 0 || digits < 0 || longBytes < 0 || nameLength < 0 || keyDepth < 0) {
      throw new IllegalArgumentException("a limit must be non-negative");
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

  /** These limits with another {@code depth}. */
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
