package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.spi.Call;

/**
 * Counts the memory that decoding allocates: a fixed cost per object plus its contents. A pickle
 * may use 64 MiB or 32 times the bytes read so far, whichever is more, but never more than the
 * limit or three quarters of the JVM's maximum heap.
 */
final class HeapBudget implements Call.Budget {
  private static final long FREE = 64L << 20;
  private static final int PER_BYTE = 32;

  private final OpcodeReader reader;
  private final long limit;
  private long allowed;
  private long used;

  HeapBudget(OpcodeReader reader, PickleLimits limits) {
    this.reader = reader;
    this.limit = ceiling(limits);
    this.allowed = Math.min(FREE, limit);
  }

  /** Returns the maximum for one decoding. */
  static long ceiling(PickleLimits limits) {
    return Math.min(limits.heapBytes(), Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  /** Returns the maximum length of one argument, which leaves room to grow its buffer. */
  static long longestArgument(PickleLimits limits) {
    return ceiling(limits) / 2;
  }

  /** Returns the total charged so far. */
  long used() {
    return used;
  }

  @Override
  public void charge(long bytes) {
    used += bytes;
    if (used > allowed || used < 0) {
      allowed = Math.min(limit, Math.max(FREE, PER_BYTE * reader.consumed()));
      if (used > allowed || used < 0) {
        throw new ExcessiveException.Exhausted(
            "decoding takes more than "
                + allowed
                + " bytes of memory after "
                + reader.consumed()
                + " bytes of pickle (limit heapBytes)");
      }
    }
  }
}
