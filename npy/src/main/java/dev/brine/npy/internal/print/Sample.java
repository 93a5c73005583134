package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The elements that the text of an array shows: all, or the first and last three of each long axis.
 */
public record Sample(List<long[]> indices, boolean isSummary, boolean isSingle) {
  /** The size above which an array is summarized. */
  static final int THRESHOLD = 1000;

  /** The number of elements that are shown at either end of an axis. */
  static final int EDGE = 3;

  /** A limit, because an array can have many short axes. */
  private static final int MAX_SHOWN = 100_000;

  /** Returns the elements that are shown of an array of this shape. */
  public static Sample of(Shape shape) {
    boolean summary = shape.size() > THRESHOLD;
    List<long[]> indices = new ArrayList<>();
    indices.add(new long[shape.ndim()]);
    for (int axis = 0; axis < shape.ndim(); axis++) {
      indices = spread(indices, axis, shape.dim(axis), summary);
    }
    return new Sample(indices, summary, shape.ndim() == 0);
  }

  private static List<long[]> spread(List<long[]> from, int axis, long dim, boolean summary) {
    List<long[]> spread = new ArrayList<>();
    for (long[] index : from) {
      for (long i = 0; i < dim && spread.size() <= MAX_SHOWN; i++) {
        if (isCut(dim, summary) && i == EDGE) {
          i = dim - EDGE;
        }
        long[] next = index.clone();
        next[axis] = i;
        spread.add(next);
      }
    }
    return spread;
  }

  /** Whether the middle of an axis of this length is left out. */
  static boolean isCut(long dim, boolean summary) {
    return summary && dim > 2L * EDGE;
  }

  /** Whether even the summary is too long. */
  public boolean isTooLong() {
    return indices.size() > MAX_SHOWN;
  }

  /** Returns all elements of the subarrays in place of each element. */
  Sample inside(Shape inner) {
    Sample all = new Sample(new ArrayList<>(), false, isSingle);
    for (long[] index : indices) {
      for (long number = 0; number < inner.size() && !all.isTooLong(); number++) {
        long[] longer = Arrays.copyOf(index, index.length + inner.ndim());
        long rest = number;
        for (int axis = inner.ndim() - 1; axis >= 0; axis--) {
          longer[index.length + axis] = rest % inner.dim(axis);
          rest /= inner.dim(axis);
        }
        all.indices.add(longer);
      }
    }
    return all;
  }
}
