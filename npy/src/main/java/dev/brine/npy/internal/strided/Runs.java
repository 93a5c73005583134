package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.strided.Layout.Axes;

/**
 * Iterates over elements of a layout in an order, as runs of elements at equal distances. A packed
 * array is a single run.
 */
public final class Runs {
  private final Axes axes;
  private final long[] index;

  /** The number of elements that are not yet in a run. */
  private long left;

  /** The start of the current run, and the offset of the indexes of all axes but the first. */
  private long base;

  private long offset;
  private long count;

  /** Iterates over {@code count} elements, starting with element {@code from}. */
  public Runs(Layout layout, Order order, long from, long count) {
    if (from < 0 || count < 0 || from > layout.shape().size() - count) {
      throw new IndexOutOfBoundsException(
          "elements [%s, %s) are out of bounds for an array of %s elements"
              .formatted(from, from + count, layout.shape().size()));
    }
    this.axes = layout.axes(order);
    this.index = new long[axes.count()];
    this.left = count;
    this.base = layout.offset();
    long rest = from;
    for (int i = 0; count > 0 && i < index.length; i++) {
      index[i] = rest % axes.dim(i);
      rest /= axes.dim(i);
      if (i > 0) {
        base += index[i] * axes.stride(i);
      }
    }
  }

  /** Iterates over all elements. */
  public Runs(Layout layout, Order order) {
    this(layout, order, 0, layout.shape().size());
  }

  /** Moves to the next run; returns false after the last one. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    if (index.length == 0) {
      offset = base;
      count = 1;
    } else {
      if (index[0] == axes.dim(0)) {
        index[0] = 0;
        carry();
      }
      offset = base + index[0] * axes.stride(0);
      count = Math.min(left, axes.dim(0) - index[0]);
      index[0] += count;
    }
    left -= count;
    return true;
  }

  private void carry() {
    for (int i = 1; ; i++) {
      base += axes.stride(i);
      if (++index[i] < axes.dim(i)) {
        return;
      }
      base -= axes.stride(i) * axes.dim(i);
      index[i] = 0;
    }
  }

  /** The position of the run's first element. */
  public long offset() {
    return offset;
  }

  /** The distance from one element of the run to the next. */
  public long stride() {
    return index.length == 0 ? 0 : axes.stride(0);
  }

  /** The number of elements in the run; at least one. */
  public long count() {
    return count;
  }
}
