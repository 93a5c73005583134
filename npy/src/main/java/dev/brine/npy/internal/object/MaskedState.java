package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyTuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of a masked array: that of an ndarray, the bytes of the mask, and the fill value or
 * None. The mask has a byte for each element, or for each field of each element.
 */
final class MaskedState {
  private static final int ITEMS = 7;
  private static final long FIELD_BYTES = 160;

  private MaskedState() {}

  static MaskedValue.Parts parts(PickleValue value, Call.Budget budget) {
    PyTuple state = Arguments.tuple(value, "the state of a masked array");
    if (state.size() != ITEMS) {
      throw new InvalidStateException("a masked array's state of " + state.size() + " items");
    }
    ArrayState.requireVersion1(state);
    ArrayState data = ArrayState.of(state, 1, budget);
    DType maskType = checkedMaskType(data.dtype(), budget);
    NdArray array = data.array();
    NdArray mask = ArrayState.numbers(maskType, data.shape(), data.order(), state.get(5), budget);
    PickleValue fill = state.get(6);
    boolean unbuilt =
        (fill instanceof ArrayValue given && !given.isComplete()) || fill instanceof MaskedValue;
    if (unbuilt) {
      throw new InvalidStateException("a masked array is filled with " + fill.described());
    }
    return new MaskedValue.Parts(array, mask, fill);
  }

  private static DType checkedMaskType(DType dtype, Call.Budget budget) {
    try {
      return maskType(dtype, budget);
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException("the mask of an array of " + dtype + ": " + e.getMessage());
    }
  }

  /** The dtype of NumPy's {@code make_mask_descr}: bools in place of the fields' dtypes. */
  private static DType maskType(DType dtype, Call.Budget budget) {
    if (dtype instanceof StructType struct) {
      List<String> names = new ArrayList<>();
      List<DType> types = new ArrayList<>();
      for (Field field : struct.fields()) {
        budget.charge(FIELD_BYTES);
        names.add(field.name());
        types.add(maskType(field.dtype(), budget));
      }
      return StructType.packed(names, types);
    }
    if (dtype instanceof SubarrayType subarray) {
      return SubarrayType.of(maskType(subarray.base(), budget), subarray.shape());
    }
    return DTypes.BOOL;
  }
}
