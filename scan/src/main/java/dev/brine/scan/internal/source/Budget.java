package dev.brine.scan.internal.source;

import java.util.concurrent.atomic.AtomicLong;

/** The budget of bytes to scan in a file and its contents; shared by all threads. */
public final class Budget {
  private final AtomicLong left;
  private final long limit;

  /** Creates a budget of {@code limit} bytes. */
  public Budget(long limit) {
    this.limit = limit;
    this.left = new AtomicLong(limit);
  }

  /** Returns the whole budget. */
  public long limit() {
    return limit;
  }

  /** Takes up to {@code count} of the remaining budget for bytes that are read again. */
  public void charge(long count) {
    left.updateAndGet(rest -> Math.max(0, rest - count));
  }

  /**
   * Takes {@code count} of the remaining budget; if that is too much, returns false and uses up the
   * budget.
   */
  public boolean takes(long count) {
    return left.getAndUpdate(rest -> Math.max(0, rest - count)) >= count;
  }

  /** Takes up to {@code count} of the remaining budget. */
  int take(int count) {
    long before = left.getAndUpdate(rest -> Math.max(0, rest - count));
    return (int) Math.min(before, count);
  }
}
