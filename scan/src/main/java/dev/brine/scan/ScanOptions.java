package dev.brine.scan;

import dev.brine.pickle.PickleLimits;

/**
 * Limits on scanning one file. Immutable; each {@code with} method returns a changed copy.
 *
 * @param pickle the limits of each pickle; {@link PickleLimits#DEFAULT}
 * @param depth the maximum nesting depth of containers and pickles; 4
 * @param freeBytes the number of bytes to scan regardless of the file's size; 64 MiB
 * @param bytesPerByte the number of additional bytes to scan per byte of the file; 8. Array
 *     elements that are skipped in the outermost archive do not count
 * @param heldBytes the maximum size of a nested archive, which is held in memory; 64 MiB
 * @param members the maximum number of members of an archive; 65,536
 * @param maxHeaderSize the maximum size of an array header, in bytes; 65,536
 * @param isClaimed whether the file is meant to be loaded with NumPy or as a pickle, regardless of
 *     its name; true. If false, a file that is neither and has no such extension is not searched
 *     further
 * @param threads the maximum number of threads that scan one file; by default the number of
 *     processors
 */
public record ScanOptions(
    PickleLimits pickle,
    int depth,
    long freeBytes,
    int bytesPerByte,
    int heldBytes,
    int members,
    int maxHeaderSize,
    boolean isClaimed,
    int threads) {

  /** Checks that no limit is negative. */
  public ScanOptions {
    if (depth < 0
        || freeBytes < 0
        || bytesPerByte < 0
        || heldBytes < 0
        || members < 0
        || maxHeaderSize < 0) {
      throw new IllegalArgumentException("a limit must be non-negative");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be positive but was " + threads);
    }
  }

  /** The defaults. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(
          PickleLimits.DEFAULT,
          4,
          64L << 20,
          8,
          64 << 20,
          65_536,
          65_536,
          true,
          Runtime.getRuntime().availableProcessors());

  /** Returns a copy of these options with other limits of each pickle. */
  public ScanOptions withPickle(PickleLimits limits) {
    return new ScanOptions(
        limits,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        isClaimed,
        threads);
  }

  /** Returns a copy of these options with another {@code depth}. */
  public ScanOptions withDepth(int limit) {
    return new ScanOptions(
        pickle,
        limit,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        isClaimed,
        threads);
  }

  /** Returns a copy of these options with other {@code freeBytes} and {@code bytesPerByte}. */
  public ScanOptions withTotal(long free, int perByte) {
    return new ScanOptions(
        pickle, depth, free, perByte, heldBytes, members, maxHeaderSize, isClaimed, threads);
  }

  /** Returns a copy of these options with another {@code heldBytes}. */
  public ScanOptions withHeldBytes(int limit) {
    return new ScanOptions(
        pickle, depth, freeBytes, bytesPerByte, limit, members, maxHeaderSize, isClaimed, threads);
  }

  /** Returns a copy of these options with another {@code members}. */
  public ScanOptions withMembers(int limit) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        limit,
        maxHeaderSize,
        isClaimed,
        threads);
  }

  /** Returns a copy of these options with another {@code maxHeaderSize}. */
  public ScanOptions withMaxHeaderSize(int limit) {
    return new ScanOptions(
        pickle, depth, freeBytes, bytesPerByte, heldBytes, members, limit, isClaimed, threads);
  }

  /** Returns a copy of these options with another {@code isClaimed}. */
  public ScanOptions withClaimed(boolean claimed) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        claimed,
        threads);
  }

  /** Returns a copy of these options with another {@code threads}. */
  public ScanOptions withThreads(int count) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        isClaimed,
        count);
  }
}
