package dev.brine.scan;

import dev.brine.pickle.PickleLimits;

/**
 * What a scan of one file may cost. Immutable; each {@code with} method gives a changed copy.
 *
 * @param pickle the limits of each pickle; {@link PickleLimits#DEFAULT}
 * @param depth how many containers and pickles may lie in one another; 4
 * @param freeBytes how many bytes may be looked at whatever the file's size; 64 MiB
 * @param bytesPerByte how many more may be looked at for each byte of the file; 8. The elements of
 *     arrays that are passed over in the outermost archive do not count
 * @param heldBytes the largest archive inside another that is held in memory; 64 MiB
 * @param members how many members an archive may have; 65,536
 * @param maxHeaderSize the longest header of an array, in bytes; 65,536
 * @param isClaimed whether somebody means to load the file with NumPy or as a pickle, whatever its
 *     name says; true. Otherwise a file that is neither, nor named like one, is searched no further
 * @param threads how many threads may look at one file; as many as there are processors
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

  /** Returns these options with other limits of each pickle. */
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

  /** Returns these options with another {@code depth}. */
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

  /** Returns these options with other limits of all bytes: so many, and so many more for each of a file. */
  public ScanOptions withTotal(long free, int perByte) {
    return new ScanOptions(
        pickle, depth, free, perByte, heldBytes, members, maxHeaderSize, isClaimed, threads);
  }

  /** Returns these options with another {@code heldBytes}. */
  public ScanOptions withHeldBytes(int limit) {
    return new ScanOptions(
        pickle, depth, freeBytes, bytesPerByte, limit, members, maxHeaderSize, isClaimed, threads);
  }

  /** Returns these options with another {@code members}. */
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

  /** Returns these options with another {@code maxHeaderSize}. */
  public ScanOptions withMaxHeaderSize(int limit) {
    return new ScanOptions(
        pickle, depth, freeBytes, bytesPerByte, heldBytes, members, limit, isClaimed, threads);
  }

  /** Returns these options with another {@code isClaimed}. */
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

  /** Returns these options with another {@code threads}. */
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
