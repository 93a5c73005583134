package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.spi.Call;

/**
 * Counts what decoding allocates: a fixed cost an object and what it holds. A pickle may take 64
 * MiB, or 32 times what has been read of it, and never more than the limit, nor than three quarters
 * of the memory that this JVM may have.
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

  /** The most that one decoding may take. */
  static long ceiling(PickleLimits limits) {
    return Math.min(limits.heapBytes(), Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  /** The longest that one argument may be, so that there is room to grow it. */
  static long longestArgument(PickleLimits limits) {
    return ceiling(limits) / 2;
  }

  /** All that was charged. */
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
