package dev.brine.npy.internal.object;

import dev.brine.internal.text.Printable;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyGlobal;

/**
 * {@code numpy.dtype(code, False, True)} and the state that BUILD sets. The code has kind and size;
 * the state has byte order, fields, and the size of strings and structs.
 */
final class DTypeConstruction extends Construction {
  private static final long DTYPE_BYTES = 128;
  private static final int LONGEST_CODE = 12;

  /** Instead of the letter of a kind, which types of ml_dtypes share with raw data. */
  private static final char ML_TYPE = '*';

  private final DTypeValue value;
  private final char kind;
  private final int size;
  private final Call.Budget budget;
  private boolean built;

  private DTypeConstruction(DTypeValue value, char kind, int size, Call.Budget budget) {
    this.value = value;
    this.kind = kind;
    this.size = size;
    this.budget = budget;
  }

  static Construction of(Call call) {
    if (call.count() != 3) {
      throw call.invalid("takes a code and two bools");
    }
    Arguments.flag(call.argument(1), "whether a dtype is aligned");
    Arguments.flag(call.argument(2), "whether a dtype is copied");
    call.budget().charge(DTYPE_BYTES);
    if (call.argument(0) instanceof PyGlobal named) {
      if (NamedClass.RECORD.has(named)) {
        return new DTypeConstruction(DTypeValue.pending(), 'V', 0, call.budget());
      }
      MlType type = NamedClass.ML_TYPE.has(named) ? MlType.of(named.name()) : null;
      if (type != null) {
        return new DTypeConstruction(
            DTypeValue.preliminary(type), ML_TYPE, type.itemsize(), call.budget());
      }
      throw new InvalidStateException(
          Anomaly.UNUSUAL,
          "a dtype made from the class " + named + ", whose attributes NumPy would read");
    }
    String code = Arguments.text(call.argument(0), "the code of a dtype");
    if (!isCode(code)) {
      throw call.invalid("'" + Printable.escape(code) + "' is not the code of a dtype");
    }
    char kind = code.charAt(0);
    int size = size(code);
    if (kind == 'V') {
      return new DTypeConstruction(DTypeValue.pending(), kind, size, call.budget());
    }
    DTypeValue value = DTypeValue.preliminary(simple(kind, size, Endian.NONE, -1));
    return new DTypeConstruction(value, kind, size, call.budget());
  }

  /** Whether a code is a letter and a decimal size; NumPy writes nothing else here. */
  private static boolean isCode(String code) {
    if (code.length() < 2 || code.length() > LONGEST_CODE) {
      return false;
    }
    for (int i = 1; i < code.length(); i++) {
      if (code.charAt(i) < '0' || code.charAt(i) > '9') {
        return false;
      }
    }
    boolean leadingZero = code.charAt(1) == '0' && code.length() > 2;
    return !leadingZero && "biufcSUVMmO".indexOf(code.charAt(0)) >= 0;
  }

  private static int size(String code) {
    long size = Long.parseLong(code, 1, code.length(), 10);
    if (size > Integer.MAX_VALUE) {
      throw new InvalidStateException("a dtype of size " + size);
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
      throw new InvalidStateException(Anomaly.UNUSUAL, "the state of a dtype is set twice");
    }
    built = true;
    DTypeState parts = DTypeState.of(state);
    try {
      DType type = complete(parts);
      value.complete(type);
      parts.checkFlags(type);
      parts.checkSizes(type);
      if (kind == 'O' && size == Integer.BYTES) {
        value.setShortPointers();
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException("a dtype: " + e.getMessage());
    }
  }

  private DType complete(DTypeState state) {
    if (kind == ML_TYPE) {
      return state.ofSize(value.dtype());
    }
    if (kind == 'V') {
      return VoidState.type(state, size, budget);
    }
    state.refuseFields(kind);
    if (kind == 'M' || kind == 'm') {
      return TimeState.type(state, kind == 'M' ? Kind.DATETIME : Kind.TIMEDELTA);
    }
    DType type = simple(kind, size, state.endian(), state.itemsize());
    state.requireOrder(type);
    return type;
  }

  /** A dtype without fields; {@code itemsize} is that of the state, or -1 if it has none. */
  private static DType simple(char kind, int size, Endian endian, int itemsize) {
    try {
      DType type =
          switch (kind) {
            case 'b' -> NumberType.of(Kind.BOOL, endian, size);
            case 'i' -> NumberType.of(Kind.INT, endian, size);
            case 'u' -> NumberType.of(Kind.UINT, endian, size);
            case 'f' -> NumberType.of(size > 8 ? Kind.LONGDOUBLE : Kind.FLOAT, endian, size);
            case 'c' -> NumberType.of(complex(size), endian, size);
            case 'S' -> FlexibleType.of(Kind.BYTES, Endian.NONE, itemsize < 0 ? size : itemsize);
            case 'U' -> FlexibleType.of(Kind.STR, endian, characters(size, itemsize));
            case 'M' -> time(Kind.DATETIME, endian, size);
            case 'm' -> time(Kind.TIMEDELTA, endian, size);
            default -> object(size);
          };
      boolean sized = kind == 'S' || kind == 'U' || itemsize == -1 || itemsize == type.itemsize();
      if (!sized) {
        throw new InvalidStateException(type + " with an itemsize of " + itemsize);
      }
      return type;
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException("a dtype: " + e.getMessage());
    }
  }

  private static Kind complex(int size) {
    return size > 16 ? Kind.COMPLEX_LONGDOUBLE : Kind.COMPLEX;
  }

  private static DType time(Kind kind, Endian endian, int size) {
    if (size != Long.BYTES) {
      throw new InvalidStateException("a unit of time of " + size + " bytes");
    }
    return TimeType.of(kind, endian, TimeType.Unit.GENERIC, 1);
  }

  /** 32-bit machines write O4. */
  private static DType object(int size) {
    if (size != Integer.BYTES && size != Long.BYTES) {
      throw new InvalidStateException("an object dtype of " + size + " bytes");
    }
    return DTypes.OBJECT;
  }

  private static int characters(int size, int itemsize) {
    if (itemsize % FlexibleType.CODE_POINT != 0 && itemsize >= 0) {
      throw new InvalidStateException("a str dtype of " + itemsize + " bytes");
    }
    return itemsize < 0 ? size : itemsize / FlexibleType.CODE_POINT;
  }
}
