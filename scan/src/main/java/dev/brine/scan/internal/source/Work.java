package dev.brine.scan.internal.source;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of a file and of what lies in it may be looked at; shared by all threads. */
public final class Work {
  private final AtomicLong left;
  private final long limit;

  /** So many. */
  public Work(long limit) {
    this.limit = limit;
    this.left = new AtomicLong(limit);
  }

  /** Returns all that may be looked at. */
  public long limit() {
    return limit;
  }

  /** Takes as much of what is left, up to {@code count}, for bytes that are read once more. */
  public void charge(long count) {
    left.updateAndGet(rest -> Math.max(0, rest - count));
  }

  /** Takes {@code count} of what is left; false, and nothing is left, where that is too much. */
  public boolean takes(long count) {
    return left.getAndUpdate(rest -> Math.max(0, rest - count)) >= count;
  }

  /** Takes up to {@code count} of what is left. */
  int take(int count) {
    long before = left.getAndUpdate(rest -> Math.max(0, rest - count));
    return (int) Math.min(before, count);
  }
}
