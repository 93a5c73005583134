package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.Order;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.Storage;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.type.Call;
import dev.brine.pickle.value.ExcessiveException;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;

/**
 * The states of pickled arrays: {@code (1, shape, dtype, is_fortran, data)}. The number of elements
 * must match the data before anything is made of it, and only a dtype with objects has a list for
 * data, whatever its flags say: NumPy itself crashes where these disagree.
 */
final class ArrayStates {
  static final long ARRAY_BYTES = 256;

  private ArrayStates() {}

  static NdArray array(PickleValue value) {
    PyTuple state = Arguments.tuple(value, "the state of an ndarray");
    int at = state.size() - 4;
    if (at != 0 && at != 1) {
      throw new InvalidStateException("an ndarray's state of " + state.size() + " items");
    }
    long version = at == 0 ? 0 : Arguments.integer(state.get(0), "the version of an ndarray");
    if (version != at) {
      throw new InvalidStateException("an ndarray's state of version " + version);
    }
    Shape shape = shape(state.get(at));
    DType dtype = DTypeValue.of(state.get(at + 1), "the dtype of an ndarray");
    boolean fortran = Arguments.flag(state.get(at + 2), "the order of an ndarray");
    PickleValue data = state.get(at + 3);
    if (dtype.hasObject()) {
      return objects(dtype, shape, data);
    }
    return numbers(dtype, shape, fortran ? Order.F : Order.C, bytes(data));
  }

  static Shape shape(PickleValue value) {
    long[] dims = Arguments.dims(value, "the shape of an ndarray");
    try {
      return Shape.of(dims);
    } catch (IllegalArgumentException e) {
      String reason = "the shape of an ndarray: " + e.getMessage();
      boolean negative = false;
      for (long dim : dims) {
        negative |= dim < 0;
      }
      throw negative ? new InvalidStateException(reason) : new ExcessiveException(reason);
    }
  }

  /** The list is in C order, whatever the state says of the order. */
  private static NdArray objects(DType dtype, Shape shape, PickleValue data) {
    if (!(data instanceof PyList list)) {
      throw Arguments.wrong("the data of an array of objects", "a list", data);
    }
    if (list.size() != shape.size()) {
      throw new InvalidStateException(
          "an array of "
              + shape.size()
              + " objects with a list of "
              + list.size()
              + ": NumPy would read past its end");
    }
    return ObjectArray.of(dtype, shape, list);
  }

  static NdArray numbers(DType dtype, Shape shape, Order order, byte[] data) {
    int itemsize = dtype.itemsize();
    boolean matches =
        itemsize == 0
            ? data.length == 0
            : shape.size() == data.length / itemsize && data.length % itemsize == 0;
    if (!matches) {
      throw new InvalidStateException(
          "an array of "
              + dtype
              + " and shape "
              + shape
              + " with "
              + data.length
              + " bytes of data: buffer size does not match array size");
    }
    return NdArrays.of(dtype, shape, order, Storage.of(ByteBuffer.wrap(data)));
  }

  /** Python 2 wrote the data as a str, which {@code encoding="latin1"} turns into text. */
  private static byte[] bytes(PickleValue data) {
    if (data instanceof PyBytes bytes) {
      return bytes.toByteArray();
    }
    if (data instanceof PyStr text) {
      String value = text.value();
      byte[] bytes = new byte[value.length()];
      for (int i = 0; i < bytes.length; i++) {
        if (value.charAt(i) > 0xff) {
          throw new InvalidStateException("the data of an array is text beyond latin1");
        }
        bytes[i] = (byte) value.charAt(i);
      }
      return bytes;
    }
    throw Arguments.wrong("the data of an array of numbers", "bytes", data);
  }

  /** {@code _frombuffer(buffer, dtype, shape, order[, axis_order])}, of protocol 5. */
  static ArrayValue fromBuffer(Call call) {
    if (call.count() != 4 && call.count() != 5) {
      throw call.invalid("takes a buffer, a dtype, a shape and an order");
    }
    if (!(call.argument(0) instanceof PyBytes buffer)) {
      throw Arguments.wrong("the buffer of an ndarray", "bytes", call.argument(0));
    }
    DType dtype = DTypeValue.of(call.argument(1), "the dtype of an ndarray");
    if (dtype.hasObject()) {
      throw call.invalid("an array of objects from bytes");
    }
    Shape shape = shape(call.argument(2));
    String order = Arguments.text(call.argument(3), "the order of an ndarray");
    call.budget().charge(ARRAY_BYTES + buffer.size());
    byte[] data = buffer.toByteArray();
    NdArray array =
        switch (order) {
          case "C" -> numbers(dtype, shape, Order.C, data);
          case "F" -> numbers(dtype, shape, Order.F, data);
          case "K" -> transposed(numbers(dtype, shape, Order.C, data), call);
          default -> throw call.invalid("the order must be C, F or K");
        };
    return ArrayValue.of(array, "numpy.ndarray");
  }

  private static NdArray transposed(NdArray array, Call call) {
    if (call.count() != 5) {
      throw call.invalid("the order K needs the order of the axes");
    }
    long[] given = Arguments.dims(call.argument(4), "the order of the axes");
    int[] axes = new int[given.length];
    boolean[] seen = new boolean[given.length];
    for (int i = 0; i < axes.length; i++) {
      boolean valid = given[i] >= 0 && given[i] < axes.length && !seen[(int) given[i]];
      if (!valid || axes.length != array.ndim()) {
        throw call.invalid("the order of the axes is no permutation of them");
      }
      axes[i] = (int) given[i];
      seen[axes[i]] = true;
    }
    return array.transpose(axes);
  }

  /** {@code scalar(dtype, bytes)}; a struct with objects comes as a 0-d array. */
  static ScalarValue scalar(Call call) {
    if (call.count() != 2) {
      throw call.invalid("takes a dtype and its bytes");
    }
    DType dtype = DTypeValue.of(call.argument(0), "the dtype of a scalar");
    call.budget().charge(ARRAY_BYTES);
    if (dtype.hasObject()) {
      boolean struct =
          dtype.kind() == DType.Kind.STRUCT
              && call.argument(1) instanceof ArrayValue value
              && value.isBuilt()
              && value.array().ndim() == 0
              && value.array().dtype().equals(dtype)
              && value.array() instanceof ObjectArray;
      if (!struct) {
        throw call.invalid("a scalar of " + dtype + " needs a 0-d array of that dtype");
      }
      return ScalarValue.of((ObjectArray) ((ArrayValue) call.argument(1)).array());
    }
    byte[] data = bytes(call.argument(1));
    if (data.length < dtype.itemsize()) {
      throw call.invalid("a scalar of " + dtype + " with " + data.length + " bytes");
    }
    return ScalarValue.of(dtype, data);
  }
}
