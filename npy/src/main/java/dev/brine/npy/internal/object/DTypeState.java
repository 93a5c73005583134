package dev.brine.npy.internal.object;

import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.MlType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyTuple;

/**
 * The state of a pickled dtype in versions 0 to 4, as NumPy's {@code arraydescr_setstate} reads it:
 * version 2 added separate names, 3 added flags, and 4 metadata.
 *
 * @param endian the byte order
 * @param subarray the base and shape of a subarray, or None
 * @param names the tuple of field names, or None
 * @param fields the dict of fields, or None
 * @param extraFields the number of entries in the dict that are not fields
 * @param itemsize the size in bytes; -1 if the code has it
 * @param alignment the alignment in bytes; -1 if the code has it
 * @param flags NumPy's flags as a byte; {@link #NO_FLAGS} for old states, for which NumPy derives
 *     them
 * @param metadata the metadata, or None
 */
record DTypeState(
    Endian endian,
    PickleValue subarray,
    PickleValue names,
    PickleValue fields,
    int extraFields,
    int itemsize,
    long alignment,
    long flags,
    PickleValue metadata) {
  private static final int ALIGNED_FLAG = 0x80;

  /** {@code NPY_NEEDS_INIT}. */
  private static final int NEEDS_INIT = 8;

  /** What a field of objects adds to the flags of a struct. */
  private static final int OBJECT_FLAGS = 27;

  /** What {@link #flags} is in states that have none. */
  static final long NO_FLAGS = Long.MIN_VALUE;

  private static final PyInt OLD_NAMES = PyInt.of(-1);

  static DTypeState of(PickleValue value) {
    PyTuple state = Arguments.tuple(value, "the state of a dtype");
    int size = state.size();
    requireVersion(state);
    int at = size == 5 ? 0 : 1;
    Endian endian = endian(Arguments.text(state.get(at), "the byte order of a dtype"));
    PickleValue subarray = state.get(at + 1);
    boolean old = size <= 6;
    PickleValue fields = state.get(old ? at + 2 : at + 3);
    PickleValue names = old ? oldNames(fields) : state.get(at + 2);
    boolean namesInFields = old && names != PyConstant.NONE;
    int next = old ? at + 3 : at + 4;
    int itemsize = Arguments.smallInteger(state.get(next), "the itemsize of a dtype");
    if (itemsize < -1) {
      throw new InvalidStateException("a dtype's itemsize of " + itemsize);
    }
    long alignment = Arguments.integer(state.get(next + 1), "the alignment of a dtype");
    long flags =
        size > 7 ? Arguments.integer(state.get(next + 2), "the flags of a dtype") : NO_FLAGS;
    return new DTypeState(
        endian,
        subarray,
        names,
        fields,
        namesInFields ? 1 : 0,
        itemsize,
        alignment,
        flags,
        size == 9 ? state.get(8) : PyConstant.NONE);
  }

  private static void requireVersion(PyTuple state) {
    int size = state.size();
    if (size < 5 || size > 9) {
      throw new InvalidStateException("a dtype's state of " + size + " items");
    }
    long version = size == 5 ? 0 : Arguments.integer(state.get(0), "the version of a dtype");
    boolean known =
        switch (size) {
          case 5 -> true;
          case 6 -> version == 1;
          case 7 -> version == 2;
          case 8 -> version == 3;
          default -> version == 3 || version == 4;
        };
    if (!known) {
      // NumPy fetches names or flags that such a state does not have
      boolean readsMore = version >= 2 && version <= 4 && size < 8;
      throw new InvalidStateException(
          readsMore ? Anomaly.HARMFUL : Anomaly.MALFORMED,
          "a dtype's state of version " + version + " with " + size + " items");
    }
  }

  /** Before version 2, the names were in the dict of fields, under the key -1. */
  private static PickleValue oldNames(PickleValue fields) {
    if (fields instanceof PyDict dict && dict.get(OLD_NAMES) instanceof PySequence names) {
      return names;
    }
    return PyConstant.NONE;
  }

  private static Endian endian(String symbol) {
    return switch (symbol) {
      case "<" -> Endian.LITTLE;
      case ">" -> Endian.BIG;
      case "|" -> Endian.NONE;
      default -> throw new InvalidStateException("the byte order of a dtype is not one of < > |");
    };
  }

  /** Whether the flags say that a struct is aligned. */
  boolean aligned() {
    return flags != NO_FLAGS && (flags & ALIGNED_FLAG) != 0;
  }

  /**
   * Checks that the flags are those that NumPy derives for {@code type}. NumPy believes them: it
   * takes bytes for pointers, or leaves memory unset, where they are wrong.
   */
  void checkFlags(DType type) {
    // NumPy 1 wrote them as a signed byte, so that aligned structs have negative ones
    int right = DTypeReductions.flags(type);
    boolean old = type instanceof MlType && flags == DTypeReductions.OLD_ML_FLAGS;
    if (flags != NO_FLAGS && flags != right && flags != (byte) right && !old) {
      // a[['x', 'y']] keeps the flags of all fields of a, so a struct may have more than it needs
      boolean isByte = flags == (flags & 0xff) || flags == (byte) flags;
      long more = isByte ? (flags & 0xff) ^ right : -1;
      boolean isView = type.kind() == DType.Kind.STRUCT && (flags & right) == right;
      if (isView && more == NEEDS_INIT) {
        return; // NumPy clears memory that it need not clear
      }
      throw new InvalidStateException(
          isView && (more & ~OBJECT_FLAGS) == 0 ? Anomaly.UNUSUAL : Anomaly.HARMFUL,
          "a dtype with the flags "
              + flags
              + " instead of "
              + right
              + ", by which NumPy would misuse memory");
    }
  }

  /**
   * Checks the size and the alignment, which NumPy takes as they are for types of any size. It
   * divides by the alignment; that of an empty struct may be 0.
   */
  void checkSizes(DType type) {
    boolean sized =
        switch (type.kind()) {
          case BYTES, STR, VOID, STRUCT, SUBARRAY, ML_FLOAT, ML_INT -> true;
          default -> false;
        };
    if (sized && itemsize < 0) {
      throw new InvalidStateException(Anomaly.UNUSUAL, "a dtype " + type + " without an itemsize");
    }
    boolean valid = alignment > 0 || (alignment == -1 && !sized);
    if (!valid && (alignment != 0 || type.itemsize() > 0)) {
      throw new InvalidStateException(
          alignment == 0 && sized ? Anomaly.HARMFUL : Anomaly.UNUSUAL,
          "a dtype with an alignment of " + alignment + ", by which NumPy divides");
    }
  }

  /**
   * Refuses fields and subarrays of a plain type. NumPy can make such a dtype, of which an element
   * and its fields share their bytes; with objects, bytes become pointers.
   */
  void refuseFields(char kind) {
    if (names == PyConstant.NONE && fields == PyConstant.NONE && subarray == PyConstant.NONE) {
      return;
    }
    boolean harmless = subarray == PyConstant.NONE && fields instanceof PyDict;
    if (fields instanceof PyDict dict) {
      for (int i = 0; i < dict.size(); i++) {
        harmless &=
            dict.value(i) instanceof PyTuple field
                && field.size() >= 2
                && field.get(0) instanceof DTypeValue type
                && type.isComplete()
                && !type.dtype().hasObject();
      }
    }
    throw new InvalidStateException(
        harmless ? Anomaly.UNUSUAL : Anomaly.HARMFUL, "a dtype of kind " + kind + " with fields");
  }

  /**
   * Returns the type if the state, too, says that it has its size and no fields. NumPy takes what
   * the state says for types that other packages define.
   */
  DType ofSize(DType type) {
    boolean plain =
        names == PyConstant.NONE && fields == PyConstant.NONE && subarray == PyConstant.NONE;
    if (!plain || itemsize != type.itemsize() || endian == Endian.BIG) {
      throw new InvalidStateException(
          Anomaly.HARMFUL, "a dtype " + type + " with fields, or of another size or order");
    }
    return type;
  }

  /** Numbers of several bytes and strings of code points have an order; NumPy says which. */
  void requireOrder(DType type) {
    if (type.endian() != Endian.NONE && endian == Endian.NONE) {
      throw new InvalidStateException("a dtype of kind " + type.kind() + " without a byte order");
    }
  }
}
