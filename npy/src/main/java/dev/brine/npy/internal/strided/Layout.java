package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The positions of the elements of an array: the element at {@code i, j, …} is at {@code offset + i
 * * stride(0) + j * stride(1) + …}, in bytes or, for objects, in items. All index arithmetic is
 * here. Immutable.
 */
public final class Layout {
  private final Shape shape;
  private final long[] strides;
  private final long offset;

  private Layout(Shape shape, long[] strides, long offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /** Returns the layout of contiguous elements of {@code unit} bytes or items. */
  public static Layout packed(Shape shape, Order order, long unit) {
    int ndim = shape.ndim();
    long[] strides = new long[ndim];
    long step = unit;
    for (int i = 0; i < ndim; i++) {
      int axis = order == Order.C ? ndim - 1 - i : i;
      strides[axis] = step;
      // strides of an empty array are never used
      step *= Math.max(1, shape.size() == 0 ? 1 : shape.dim(axis));
    }
    return new Layout(shape, strides, 0);
  }

  /** Returns the layout of elements at these distances, which the caller has checked. */
  public static Layout strided(Shape shape, long[] strides, long offset) {
    return new Layout(shape, strides.clone(), offset);
  }

  public Shape shape() {
    return shape;
  }

  public int ndim() {
    return strides.length;
  }

  public long dim(int axis) {
    return shape.dim(axis);
  }

  long stride(int axis) {
    return strides[axis];
  }

  /** The position of the first element. */
  public long offset() {
    return offset;
  }

  /** Returns this layout, moved by {@code distance}. */
  public Layout moved(long distance) {
    return new Layout(shape, strides, offset + distance);
  }

  /**
   * Returns the position of an element.
   *
   * @throws IndexOutOfBoundsException if the array has no such element
   */
  public long at(long... index) {
    if (index.length != strides.length) {
      throw new IndexOutOfBoundsException(
          "an array of shape %s needs %s indices, not %s"
              .formatted(shape, strides.length, index.length));
    }
    long at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      checkIndex(axis, index[axis]);
      at += index[axis] * strides[axis];
    }
    return at;
  }

  private void checkIndex(int axis, long index) {
    if (index < 0 || index >= shape.dim(axis)) {
      throw new IndexOutOfBoundsException(
          "index %s is out of bounds for axis %s with size %s"
              .formatted(index, axis, shape.dim(axis)));
    }
  }

  private void checkAxis(int axis) {
    if (axis < 0 || axis >= strides.length) {
      throw new IndexOutOfBoundsException(
          "axis " + axis + " is out of bounds for array of dimension " + strides.length);
    }
  }

  /** Selects one index of an axis, which is removed. */
  public Layout select(int axis, long index) {
    checkAxis(axis);
    checkIndex(axis, index);
    return new Layout(
        Shape.of(without(shape.dims(), axis)),
        without(strides, axis),
        offset + index * strides[axis]);
  }

  private static long[] without(long[] values, int axis) {
    long[] rest = new long[values.length - 1];
    System.arraycopy(values, 0, rest, 0, axis);
    System.arraycopy(values, axis + 1, rest, axis, rest.length - axis);
    return rest;
  }

  /** Selects the indices {@code from, from + step, …} before {@code to} of one axis. */
  public Layout slice(int axis, long from, long to, long step) {
    checkAxis(axis);
    if (step < 1) {
      throw new IllegalArgumentException("the step must be at least 1 but was " + step);
    }
    if (from < 0 || to < from || to > shape.dim(axis)) {
      throw new IndexOutOfBoundsException(
          "slice [%s, %s) is out of bounds for axis %s with size %s"
              .formatted(from, to, axis, shape.dim(axis)));
    }
    long[] dims = shape.dims();
    dims[axis] = to == from ? 0 : (to - from - 1) / step + 1;
    long[] newStrides = strides.clone();
    if (dims[axis] > 1) {
      newStrides[axis] *= step;
    }
    return new Layout(Shape.of(dims), newStrides, offset + (to == from ? 0 : from * strides[axis]));
  }

  /** Reverses one axis. */
  public Layout flip(int axis) {
    checkAxis(axis);
    long[] newStrides = strides.clone();
    newStrides[axis] = -newStrides[axis];
    return new Layout(shape, newStrides, offset + Math.max(0, shape.dim(axis) - 1) * strides[axis]);
  }

  /** Reorders the axes: axis {@code i} of the result is {@code axes[i]} of this. */
  public Layout transpose(int... axes) {
    long[] dims = new long[axes.length];
    long[] newStrides = new long[axes.length];
    boolean[] used = new boolean[strides.length];
    for (int i = 0; i < axes.length; i++) {
      checkAxis(axes[i]);
      if (used[axes[i]]) {
        throw new IllegalArgumentException("repeated axis in transpose");
      }
      used[axes[i]] = true;
      dims[i] = shape.dim(axes[i]);
      newStrides[i] = strides[axes[i]];
    }
    if (axes.length != strides.length) {
      throw new IllegalArgumentException("axes don't match array");
    }
    return new Layout(Shape.of(dims), newStrides, offset);
  }

  /** Reverses the order of the axes. */
  public Layout transpose() {
    int[] axes = new int[strides.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = axes.length - 1 - i;
    }
    return transpose(axes);
  }

  /** Appends the axes of the elements of subarrays. */
  public Layout nested(Shape inner, long unit) {
    Layout packed = packed(inner, Order.C, unit);
    int outer = strides.length;
    long[] dims = Arrays.copyOf(shape.dims(), outer + inner.ndim());
    long[] newStrides = Arrays.copyOf(strides, dims.length);
    for (int i = 0; i < inner.ndim(); i++) {
      dims[outer + i] = inner.dim(i);
      newStrides[outer + i] = packed.strides[i];
    }
    return new Layout(Shape.of(dims), newStrides, offset);
  }

  /** Whether the elements are contiguous in this order, each of {@code unit} bytes or items. */
  public boolean isPacked(Order order, long unit) {
    if (shape.size() == 0) {
      return true;
    }
    long expected = unit;
    for (int i = 0; i < strides.length; i++) {
      int axis = order == Order.C ? strides.length - 1 - i : i;
      if (shape.dim(axis) != 1) {
        if (strides[axis] != expected) {
          return false;
        }
        expected *= shape.dim(axis);
      }
    }
    return true;
  }

  /** The axes in the order in which they are iterated. */
  Axes axes(Order order) {
    return Axes.of(shape, strides, order);
  }

  /**
   * Returns the elements in C order with another shape of the same size, or null if strides cannot
   * express that. Axes that one stride covers are joined, and each group is split again.
   */
  public @Nullable Layout reshape(Shape target) {
    if (target.size() != shape.size()) {
      throw new IllegalArgumentException(
          "cannot reshape array of size " + shape.size() + " into shape " + target);
    }
    if (shape.size() == 0) {
      return new Layout(target, packed(target, Order.C, 1).strides, offset);
    }
    Axes joined = axes(Order.C);
    long[] newStrides = new long[target.ndim()];
    int axis = target.ndim() - 1;
    for (int group = 0; group < joined.count(); group++) {
      long stride = joined.stride(group);
      long left = joined.dim(group);
      while (left > 1) {
        if (axis < 0 || left % target.dim(axis) != 0) {
          return null;
        }
        newStrides[axis] = stride;
        stride *= target.dim(axis);
        left /= target.dim(axis);
        axis--;
      }
    }
    return new Layout(target, newStrides, offset);
  }

  /**
   * The axes of a layout in the order in which they are iterated, fastest first. Axes of length 1
   * are left out, and adjacent axes are joined if one stride covers both, so a packed array has one
   * axis.
   */
  static final class Axes {
    private final long[] dims;
    private final long[] strides;
    private final int count;

    private Axes(long[] dims, long[] strides, int count) {
      this.dims = dims;
      this.strides = strides;
      this.count = count;
    }

    /** The axes of a shape with these strides. */
    static Axes of(Shape shape, long[] layoutStrides, Order order) {
      int ndim = shape.ndim();
      long[] dims = new long[ndim];
      long[] strides = new long[ndim];
      int count = 0;
      for (int i = 0; i < ndim; i++) {
        int axis = order == Order.C ? ndim - 1 - i : i;
        long dim = shape.dim(axis);
        long stride = layoutStrides[axis];
        if (dim == 1) {
          continue;
        }
        if (count > 0 && stride == strides[count - 1] * dims[count - 1]) {
          dims[count - 1] *= dim;
        } else {
          dims[count] = dim;
          strides[count] = stride;
          count++;
        }
      }
      return new Axes(dims, strides, count);
    }

    int count() {
      return count;
    }

    long dim(int axis) {
      return dims[axis];
    }

    long stride(int axis) {
      return strides[axis];
    }
  }

  /** Returns the shape of {@code dims}, one of which may be -1 and is computed from the size. */
  public static Shape reshapedTo(Shape from, long[] dims) {
    int unknown = -1;
    long[] known = dims.clone();
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1) {
        if (unknown >= 0) {
          throw new IllegalArgumentException("can only specify one unknown dimension");
        }
        unknown = i;
        known[i] = 1;
      }
    }
    long product = Shape.of(known).size();
    if (unknown < 0) {
      return Shape.of(known);
    }
    if (product == 0 || from.size() % product != 0) {
      throw new IllegalArgumentException(
          "cannot reshape array of size %s with one unknown dimension into %s"
              .formatted(from.size(), Shape.of(known)));
    }
    known[unknown] = from.size() / product;
    return Shape.of(known);
  }
}
