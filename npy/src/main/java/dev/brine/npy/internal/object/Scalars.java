package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;

/** {@code scalar(dtype, bytes)}; a struct with objects comes as a 0-d array instead of bytes. */
final class Scalars {
  private static final long SCALAR_BYTES = 56;
  private static final long FIELD_STEPS = 32;

  private Scalars() {}

  static ScalarValue scalar(Call call) {
    if (call.count() != 2) {
      throw call.invalid("takes a dtype and its bytes");
    }
    DType dtype = ArrayState.elementType(call.argument(0));
    if (dtype.hasObject()) {
      // comparing two structs takes time, which memory stands for here
      call.budget().charge(SCALAR_BYTES + FIELD_STEPS * dtype.totalFields());
      return ScalarValue.of(struct(call, dtype, call.argument(1)));
    }
    call.budget().charge(SCALAR_BYTES + dtype.itemsize());
    RawBytes raw = RawBytes.of(call.argument(1), "the value of a scalar", call.budget());
    if (raw.size() < dtype.itemsize()) {
      throw call.invalid("a scalar of " + dtype + " with " + raw.size() + " bytes");
    }
    byte[] element = new byte[dtype.itemsize()];
    raw.buffer().get(0, element);
    return ScalarValue.wrap(dtype, element);
  }

  private static ArrayValue struct(Call call, DType dtype, PickleValue value) {
    boolean matches =
        dtype.kind() == DType.Kind.STRUCT
            && value instanceof ArrayValue array
            && array.isComplete()
            && array.array().ndim() == 0
            && array.array().dtype().equals(dtype);
    if (!matches) {
      throw call.invalid("a scalar of " + dtype + " needs a 0-d array of that dtype");
    }
    return (ArrayValue) value;
  }
}
