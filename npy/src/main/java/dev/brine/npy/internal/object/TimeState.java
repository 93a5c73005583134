package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.dtype.TimeType.Unit;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyTuple;

/**
 * The unit of a datetime64 or timedelta64, which is in its metadata: {@code (dict, (unit, multiple,
 * 1, 1))}, where the dict is empty or None. Without metadata there is no unit.
 */
final class TimeState {
  private TimeState() {}

  static DType type(DTypeState state, Kind kind) {
    DType type;
    if (state.metadata() == PyConstant.NONE) {
      type = TimeType.of(kind, state.endian(), Unit.GENERIC, 1);
    } else {
      type = type(state, kind, Arguments.tuple(state.metadata(), "the metadata of a unit of time"));
    }
    if (state.itemsize() != -1 && state.itemsize() != type.itemsize()) {
      throw new InvalidStateException(type + " with an itemsize of " + state.itemsize());
    }
    state.requireOrder(type);
    return type;
  }

  private static DType type(DTypeState state, Kind kind, PyTuple metadata) {
    if (metadata.size() != 2) {
      throw new InvalidStateException("the metadata of a unit of time has no unit");
    }
    PyTuple unit = Arguments.tuple(metadata.get(1), "a unit of time");
    if (unit.size() != 4) {
      throw new InvalidStateException("a unit of time of " + unit.size() + " parts");
    }
    String code = Arguments.text(unit.get(0), "a unit of time");
    int multiple = Arguments.smallInteger(unit.get(1), "the multiple of a unit of time");
    int divisor = Arguments.smallInteger(unit.get(2), "the divisor of a unit of time");
    Arguments.smallInteger(unit.get(3), "the events of a unit of time");
    if (divisor != 1) {
      throw new InvalidStateException("a unit of time is divided by " + divisor);
    }
    for (Unit known : Unit.values()) {
      if (known.code().equals(code)) {
        return TimeType.of(kind, state.endian(), known, multiple);
      }
    }
    throw new InvalidStateException("a unit of time that NumPy does not have");
  }
}
