package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.type.Call;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;

/**
 * {@code numpy.dtype(code, False, True)} and the state that BUILD then brings. The code gives kind
 * and size, the state byte order, fields, and the size of strings and structs.
 */
final class DTypeConstruction extends Construction {
  private final DTypeValue value;
  private final char kind;
  private final int size;
  private boolean built;

  private DTypeConstruction(DTypeValue value, char kind, int size) {
    this.value = value;
    this.kind = kind;
    this.size = size;
  }

  static Construction of(Call call) {
    if (call.count() < 1 || call.count() > 3) {
      throw call.invalid("takes a code and two bools");
    }
    if (call.argument(0) instanceof PyGlobal named) {
      if (named.name().equals("record")) {
        return new DTypeConstruction(new DTypeValue(null), 'V', 0);
      }
      throw call.invalid("a dtype made from the class " + named);
    }
    String code = Arguments.text(call.argument(0), "the code of a dtype");
    if (code.isEmpty() || "biufcSUVMmO".indexOf(code.charAt(0)) < 0) {
      throw call.invalid("'" + dev.brine.error.Printable.escape(code) + "' is no dtype code");
    }
    return start(code);
  }

  private static Construction start(String code) {
    char kind = code.charAt(0);
    int size = digits(code);
    DType plain = kind == 'V' ? null : simple(kind, size, Endian.LITTLE, -1);
    return new DTypeConstruction(new DTypeValue(plain), kind, size);
  }

  private static int digits(String code) {
    long size = 0;
    for (int i = 1; i < code.length(); i++) {
      int digit = code.charAt(i) - '0';
      if (digit < 0 || digit > 9 || size > Integer.MAX_VALUE) {
        throw new InvalidStateException(
            "'" + dev.brine.error.Printable.escape(code) + "' is no dtype code");
      }
      size = size * 10 + digit;
    }
    if (size > Integer.MAX_VALUE) {
      throw new InvalidStateException("a dtype of " + size + " bytes");
    }
    return (int) size;
  }

  @Override
  public DTypeValue value() {
    return value;
  }

  @Override
  public void build(PickleValue state) {
    if (built) {
      throw new InvalidStateException("a dtype is given its state twice");
    }
    built = true;
    DTypeState parts = DTypeState.of(state);
    try {
      value.complete(complete(parts));
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException("dtype: " + e.getMessage());
    }
  }

  private DType complete(DTypeState state) {
    if (kind == 'V') {
      return state.voidType(size);
    }
    state.refuseFields(kind);
    if (kind == 'M' || kind == 'm') {
      return state.timeType(kind == 'M' ? Kind.DATETIME : Kind.TIMEDELTA);
    }
    return simple(kind, size, state.endian(), state.itemsize());
  }

  /** A dtype without fields; {@code itemsize} is what the state says, -1 where it says nothing. */
  private static DType simple(char kind, int size, Endian endian, int itemsize) {
    try {
      return switch (kind) {
        case 'b' -> NumberType.of(Kind.BOOL, endian, size);
        case 'i' -> NumberType.of(Kind.INT, endian, size);
        case 'u' -> NumberType.of(Kind.UINT, endian, size);
        case 'f' -> NumberType.of(size > 8 ? Kind.LONGDOUBLE : Kind.FLOAT, endian, size);
        case 'c' -> NumberType.of(size > 16 ? Kind.COMPLEX_LONGDOUBLE : Kind.COMPLEX, endian, size);
        case 'S' -> FlexibleType.of(Kind.BYTES, Endian.NONE, itemsize < 0 ? size : itemsize);
        case 'U' -> FlexibleType.of(Kind.STR, endian, characters(size, itemsize));
        case 'M' -> TimeType.of(Kind.DATETIME, endian, TimeType.Unit.GENERIC, 1);
        case 'm' -> TimeType.of(Kind.TIMEDELTA, endian, TimeType.Unit.GENERIC, 1);
        default -> DTypes.OBJECT;
      };
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException("dtype: " + e.getMessage());
    }
  }

  private static int characters(int size, int itemsize) {
    if (itemsize % FlexibleType.CODE_POINT != 0 && itemsize >= 0) {
      throw new InvalidStateException("a str dtype of " + itemsize + " bytes");
    }
    return itemsize < 0 ? size : itemsize / FlexibleType.CODE_POINT;
  }
}
