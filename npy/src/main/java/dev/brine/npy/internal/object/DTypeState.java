package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.Field;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a pickled dtype, in its versions 0 to 4: version 4 added metadata, 3 flags, 2 the
 * names apart from the fields. Only what NumPy's {@code arraydescr_setstate} reads.
 *
 * @param endian the byte order
 * @param subarray the base and shape of a subarray, or None
 * @param names the tuple of field names, or None
 * @param fields the dict of fields, or None
 * @param itemsize in bytes; -1 where the code says it
 * @param aligned whether the struct was aligned
 * @param metadata the metadata, or None
 */
record DTypeState(
    Endian endian,
    PickleValue subarray,
    PickleValue names,
    PickleValue fields,
    int itemsize,
    boolean aligned,
    PickleValue metadata) {
  private static final int ALIGNED_FLAG = 0x80;

  static DTypeState of(PickleValue value) {
    PyTuple state = Arguments.tuple(value, "the state of a dtype");
    int size = state.size();
    int version =
        size == 5 ? 0 : size < 6 ? -1 : (int) Arguments.integer(state.get(0), "a version");
    boolean known =
        switch (size) {
          case 5 -> true;
          case 6 -> version == 1;
          case 7 -> version == 2;
          case 8 -> version == 3;
          case 9 -> version == 3 || version == 4;
          default -> false;
        };
    if (!known) {
      throw new InvalidStateException(
          "a dtype's state of version " + version + " with " + size + " items");
    }
    int at = size == 5 ? 0 : 1;
    Endian endian = endian(Arguments.text(state.get(at), "the byte order of a dtype"));
    PickleValue subarray = state.get(at + 1);
    PickleValue names = PyConstant.NONE;
    PickleValue fields;
    int next;
    if (size <= 6) {
      fields = state.get(at + 2);
      names = oldNames(fields);
      next = at + 3;
    } else {
      names = state.get(at + 2);
      fields = state.get(at + 3);
      next = at + 4;
    }
    int itemsize = Arguments.smallInteger(state.get(next), "the itemsize of a dtype");
    if (itemsize < -1) {
      throw new InvalidStateException("a dtype's itemsize of " + itemsize);
    }
    Arguments.smallInteger(state.get(next + 1), "the alignment of a dtype");
    int flags = size > 7 ? Arguments.smallInteger(state.get(next + 2), "the flags of a dtype") : 0;
    PickleValue metadata = size == 9 ? state.get(8) : PyConstant.NONE;
    boolean aligned = (flags & ALIGNED_FLAG) != 0;
    return new DTypeState(endian, subarray, names, fields, itemsize, aligned, metadata);
  }

  /** Before version 2 the names stood in the dict of fields, under the key -1. */
  private static PickleValue oldNames(PickleValue fields) {
    if (fields instanceof PyDict dict) {
      PickleValue names = dict.get(dev.brine.pickle.value.PyInt.of(-1));
      if (names instanceof PySequence) {
        return names;
      }
    }
    return PyConstant.NONE;
  }

  private static Endian endian(String symbol) {
    return switch (symbol) {
      case "<" -> Endian.LITTLE;
      case ">" -> Endian.BIG;
      case "|", "=" -> Endian.NONE;
      default -> throw new InvalidStateException("a dtype's byte order that is none of < > |");
    };
  }

  void refuseFields(char kind) {
    if (names != PyConstant.NONE || fields != PyConstant.NONE || subarray != PyConstant.NONE) {
      throw new InvalidStateException("a dtype of kind " + kind + " with fields");
    }
  }

  /** A struct, a subarray, or plain bytes. */
  DType voidType(int size) {
    int bytes = itemsize < 0 ? size : itemsize;
    if (subarray != PyConstant.NONE) {
      return subarrayType(bytes);
    }
    if (names == PyConstant.NONE) {
      if (fields instanceof PyDict dict ? dict.size() > 0 : fields != PyConstant.NONE) {
        throw new InvalidStateException("a dtype with fields but without names");
      }
      return FlexibleType.of(Kind.VOID, Endian.NONE, bytes);
    }
    if (!(names instanceof PySequence list)) {
      throw Arguments.wrong("the names of a dtype", "a tuple", names);
    }
    if (!(fields instanceof PyDict dict)) {
      throw Arguments.wrong("the fields of a dtype", "a dict", fields);
    }
    List<Field> found = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      found.add(field(list.get(i), dict));
    }
    return StructType.of(found, bytes, aligned);
  }

  private static Field field(PickleValue name, PyDict fields) {
    String text = Arguments.text(name, "the name of a field");
    PickleValue entry = fields.get(name);
    if (entry == null) {
      throw new InvalidStateException("a field that the dict of fields does not have");
    }
    PyTuple parts = Arguments.tuple(entry, "a field");
    if (parts.size() != 2 && parts.size() != 3) {
      throw new InvalidStateException("a field of " + parts.size() + " parts");
    }
    DType dtype = DTypeValue.of(parts.get(0), "the dtype of a field");
    int offset = Arguments.smallInteger(parts.get(1), "the offset of a field");
    return new Field(text, dtype, offset, title(parts));
  }

  private static @Nullable String title(PyTuple parts) {
    return parts.size() == 3 && parts.get(2) instanceof PyStr title ? title.value() : null;
  }

  private DType subarrayType(int bytes) {
    PyTuple parts = Arguments.tuple(subarray, "a subarray");
    if (parts.size() != 2) {
      throw new InvalidStateException("a subarray of " + parts.size() + " parts");
    }
    DType base = DTypeValue.of(parts.get(0), "the base of a subarray");
    Shape shape = Shape.of(Arguments.dims(parts.get(1), "the shape of a subarray"));
    SubarrayType type = SubarrayType.of(base, shape);
    if (type.itemsize() != bytes) {
      throw new InvalidStateException(
          "a subarray of " + type.itemsize() + " bytes that claims " + bytes);
    }
    return type;
  }

  /** A unit of time, which the metadata holds: (dict, (unit, num, den, events)). */
  DType timeType(Kind kind) {
    PyTuple outer = Arguments.tuple(metadata, "the metadata of a unit of time");
    if (outer.size() != 2) {
      throw new InvalidStateException("the metadata of a unit of time has no unit");
    }
    PyTuple unit = Arguments.tuple(outer.get(1), "a unit of time");
    if (unit.size() != 4) {
      throw new InvalidStateException("a unit of time of " + unit.size() + " parts");
    }
    String code = Arguments.text(unit.get(0), "a unit of time");
    int multiple = Arguments.smallInteger(unit.get(1), "the multiple of a unit of time");
    for (TimeType.Unit known : TimeType.Unit.values()) {
      if (known.code().equals(code)) {
        return TimeType.of(kind, endian, known, multiple);
      }
    }
    throw new InvalidStateException("a unit of time that NumPy does not have");
  }
}
