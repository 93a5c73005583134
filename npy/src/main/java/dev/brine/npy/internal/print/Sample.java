package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The elements that the text of an array shows: all, or the first and last three of long axes. */
public final class Sample {
  /** The size from which on an array is summarised. */
  static final int THRESHOLD = 1000;

  /** How many elements are shown at either end of an axis. */
  static final int EDGE = 3;

  /** A limit, because an array may have many short axes. */
  private static final int MAX_SHOWN = 100_000;

  private final List<long[]> indices;
  private final boolean summary;
  private final boolean single;

  private Sample(List<long[]> indices, boolean summary, boolean single) {
    this.indices = indices;
    this.summary = summary;
    this.single = single;
  }

  /** What is shown of an array of this shape. */
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

  /** Whether the middle of long axes is left out. */
  public boolean isSummary() {
    return summary;
  }

  /** Whether the array is 0-d, so that its element is shown for itself. */
  public boolean isSingle() {
    return single;
  }

  /** Whether even the summary is too long. */
  public boolean isTooLong() {
    return indices.size() > MAX_SHOWN;
  }

  /** The indices of the elements. */
  List<long[]> indices() {
    return indices;
  }

  /** All elements of small arrays that stand in the place of each element. */
  Sample inside(Shape inner) {
    Sample all = new Sample(new ArrayList<>(), false, single);
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
