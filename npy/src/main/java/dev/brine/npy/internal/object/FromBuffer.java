package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;

/** {@code _frombuffer(buffer, dtype, shape, order[, axis_order])}, how protocol 5 has arrays. */
final class FromBuffer {
  private FromBuffer() {}

  static ArrayValue array(Call call) {
    if (call.count() != 4 && call.count() != 5) {
      throw call.invalid("takes a buffer, a dtype, a shape and an order");
    }
    call.budget().charge(ArrayState.ARRAY_BYTES);
    if (!(call.argument(0) instanceof PyBytes buffer)) {
      throw Arguments.wrong("the buffer of an ndarray", "bytes", call.argument(0));
    }
    DType dtype = ArrayState.elementType(call.argument(1));
    if (dtype.hasObject()) {
      throw new InvalidStateException(
          Anomaly.HARMFUL,
          "an array of "
              + dtype
              + " cannot be made from bytes: NumPy would take them for pointers");
    }
    Shape shape = shape(call);
    String order = Arguments.text(call.argument(3), "the order of an ndarray");
    Order laid = order.equals("F") ? Order.F : Order.C;
    NdArray array = ArrayState.numbers(dtype, shape, laid, buffer, call.budget());
    boolean axes = call.count() == 5 && call.argument(4) != PyConstant.NONE;
    return switch (order) {
      case "C", "F" -> {
        if (axes) {
          throw call.invalid("the order of the axes goes with the order K only");
        }
        yield ArrayValue.of(array, "numpy.ndarray");
      }
      case "K" -> ArrayValue.of(transposed(array, call), "numpy.ndarray");
      default -> throw call.invalid("the order must be C, F or K");
    };
  }

  /** NumPy's {@code reshape} would choose a length for -1, but never writes one here. */
  private static Shape shape(Call call) {
    for (long dim : Arguments.dims(call.argument(2), "the shape of an ndarray")) {
      if (dim < 0) {
        throw new InvalidStateException(
            Anomaly.UNUSUAL, "an ndarray's shape has the negative length " + dim);
      }
    }
    return ArrayState.shape(call.argument(2), call.budget());
  }

  /** The shape is that of the buffer; the axes of the result are those of it in another order. */
  private static NdArray transposed(NdArray array, Call call) {
    if (call.count() != 5) {
      throw call.invalid("the order K needs the order of the axes");
    }
    long[] given = Arguments.dims(call.argument(4), "the order of the axes");
    if (given.length != array.ndim()) {
      throw call.invalid("orders " + given.length + " axes of " + array.ndim());
    }
    int[] axes = new int[given.length];
    boolean[] seen = new boolean[given.length];
    for (int i = 0; i < axes.length; i++) {
      if (given[i] < 0 || given[i] >= axes.length || seen[(int) given[i]]) {
        throw call.invalid("the order of the axes is no permutation of them");
      }
      axes[i] = (int) given[i];
      seen[axes[i]] = true;
    }
    return array.transpose(axes);
  }
}
