package dev.brine.npy.internal.object;

import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;

/**
 * The state of a pickled array: {@code (1, shape, dtype, is_fortran, data)}; version 0 has no
 * version number. The number of elements must match the data, and only a dtype with objects has a
 * list as data, regardless of its flags: NumPy itself crashes if these disagree.
 */
record ArrayState(Shape shape, DType dtype, Order order, PickleValue data, Call.Budget budget) {
  /** What an array takes besides its elements, roughly. */
  static final long ARRAY_BYTES = 400;

  private static final long BYTES_PER_AXIS = 32;

  /** The memory of an element that is moved: packed ints become objects then. */
  private static final long MOVED_BYTES = 32;

  /** A number of pointers (4 TiB) that NumPy fails to allocate before it reads the list. */
  private static final long UNALLOCATABLE = 1L << 39;

  static ArrayState of(PickleValue value, Call.Budget budget) {
    PyTuple state = Arguments.tuple(value, "the state of an ndarray");
    if (state.size() == 4) {
      return of(state, 0, budget);
    }
    if (state.size() != 5) {
      throw new InvalidStateException("an ndarray's state of " + state.size() + " items");
    }
    requireVersion1(state);
    return of(state, 1, budget);
  }

  static void requireVersion1(PyTuple state) {
    long version = Arguments.integer(state.get(0), "the version of an ndarray's state");
    if (version != 1) {
      throw new InvalidStateException("an ndarray's state of version " + version);
    }
  }

  /** Reads the four items from {@code at} on. */
  static ArrayState of(PyTuple state, int at, Call.Budget budget) {
    Shape shape = shape(state.get(at), budget);
    DType dtype = elementType(state.get(at + 1));
    boolean fortran = Arguments.flag(state.get(at + 2), "the order of an ndarray");
    Order order = fortran ? Order.F : Order.C;
    return new ArrayState(shape, dtype, order, state.get(at + 3), budget);
  }

  static Shape shape(PickleValue value, Call.Budget budget) {
    long[] dims = Arguments.dims(value, "the shape of an ndarray");
    budget.charge(BYTES_PER_AXIS * dims.length);
    for (long dim : dims) {
      if (dim < 0) {
        throw new InvalidStateException("an ndarray's shape has the negative length " + dim);
      }
    }
    try {
      return Shape.of(dims);
    } catch (IllegalArgumentException e) {
      throw new ExcessiveException("the shape of an ndarray: " + e.getMessage());
    }
  }

  /**
   * The dtype of an array. NumPy never creates an array of subarrays, because their axes become
   * those of the array.
   */
  static DType elementType(PickleValue value) {
    DType dtype = DTypeValue.of(value, "the dtype of an ndarray");
    if (dtype.kind() == DType.Kind.SUBARRAY) {
      throw new InvalidStateException("an ndarray of subarrays " + dtype);
    }
    return dtype;
  }

  NdArray array() {
    return dtype.hasObject() ? objects() : numbers(dtype, shape, order, data, budget);
  }

  /** The list is in C order; the state only says in which order the array was in memory. */
  private NdArray objects() {
    if (!(data instanceof PyList list)) {
      throw new InvalidStateException(
          "the data of an array of " + dtype + " must be a list, not " + data.described());
    }
    if (list.size() != shape.size()) {
      boolean readsOn = list.size() < shape.size() && shape.size() < UNALLOCATABLE;
      throw new InvalidStateException(
          readsOn ? Anomaly.HARMFUL : Anomaly.MALFORMED,
          "an array of %s objects with a list of %s%s"
              .formatted(
                  shape.size(), list.size(), readsOn ? "; NumPy would read past its end" : ""));
    }
    Items.check(dtype, list);
    NdArray array = ObjectArray.of(dtype, shape, list);
    if (order == Order.C || array.isFortranContiguous()) {
      return array;
    }
    budget.charge(MOVED_BYTES * list.size());
    return array.transpose().copy().transpose();
  }

  static NdArray numbers(
      DType dtype, Shape shape, Order order, PickleValue data, Call.Budget budget) {
    ByteBuffer raw = Arguments.bytes(data, "the data of an array of " + dtype, budget);
    int itemsize = dtype.itemsize();
    boolean matches =
        itemsize == 0
            ? raw.capacity() == 0
            : shape.size() == raw.capacity() / itemsize && raw.capacity() % itemsize == 0;
    if (!matches) {
      throw new InvalidStateException(
          ("an array of %s and shape %s with %s"
                  + " bytes of data: buffer size does not match array size")
              .formatted(dtype, shape, raw.capacity()));
    }
    if (itemsize == 0) {
      // zero-size elements are free in the file but not to iterate
      budget.charge(shape.size());
    }
    return NdArray.of(dtype, shape, order, raw);
  }
}
