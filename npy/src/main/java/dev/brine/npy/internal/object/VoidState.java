package dev.brine.npy.internal.object;

import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyTuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of a dtype with code {@code V}: a struct, a subarray, or raw bytes. */
final class VoidState {
  private static final long FIELD_BYTES = 160;

  private VoidState() {}

  /** Returns the dtype; {@code size} is that of the code, which the state can override. */
  static DType type(DTypeState state, int size, Call.Budget budget) {
    int bytes = state.itemsize() < 0 ? size : state.itemsize();
    if (state.subarray() != PyConstant.NONE) {
      if (state.names() != PyConstant.NONE || state.fields() != PyConstant.NONE) {
        throw new InvalidStateException("a dtype that is a subarray and has fields");
      }
      return subarray(state.subarray(), bytes);
    }
    if (state.names() == PyConstant.NONE) {
      if (state.fields() instanceof PyDict dict
          ? dict.size() > 0
          : state.fields() != PyConstant.NONE) {
        throw new InvalidStateException("a dtype with fields but without names");
      }
      return FlexibleType.of(Kind.VOID, Endian.NONE, bytes);
    }
    if (!(state.names() instanceof PySequence names)) {
      throw Arguments.wrong("the names of a dtype", "a tuple", state.names());
    }
    List<Field> fields = fields(names, state, budget);
    checkPlaces(fields, bytes);
    return StructType.of(fields, bytes, state.aligned());
  }

  /**
   * Rejects fields outside the struct, because NumPy reads and writes at their offsets without a
   * check.
   */
  private static void checkPlaces(List<Field> fields, int bytes) {
    for (Field field : fields) {
      if (field.offset() < 0 || (long) field.offset() + field.dtype().itemsize() > bytes) {
        throw new InvalidStateException(
            Anomaly.HARMFUL,
            ("a field at offset %s is not within %s" + " bytes; NumPy would access other memory")
                .formatted(field.offset(), bytes));
      }
    }
    if (StructType.overlappingObjects(fields) != null) {
      throw new InvalidStateException(
          Anomaly.HARMFUL, "a field with objects overlaps another, whose bytes become pointers");
    }
  }

  private static List<Field> fields(PySequence names, DTypeState state, Call.Budget budget) {
    if (names.size() == 0 && state.fields() == PyConstant.NONE) {
      return List.of();
    }
    if (!(state.fields() instanceof PyDict dict)) {
      throw Arguments.wrong("the fields of a dtype", "a dict", state.fields());
    }
    requireFew(names.size());
    // many dtypes may share names and dict, so a short pickle can ask for many fields
    budget.charge(FIELD_BYTES * names.size());
    List<Field> fields = new ArrayList<>(names.size());
    Set<PickleValue> keys = new HashSet<>();
    long total = 0;
    for (int i = 0; i < names.size(); i++) {
      Field field = field(names.get(i), dict);
      fields.add(field);
      addKeys(names.get(i), dict, keys);
      requireRoom(field.dtype());
      total += 1 + field.dtype().totalFields();
    }
    requireFew(total);
    if (dict.size() > keys.size() + state.extraFields()) {
      throw new InvalidStateException(
          Anomaly.HARMFUL,
          "a dtype with fields that are not among its names, which nothing holds to its size");
    }
    return fields;
  }

  /** The keys under which NumPy has a field: its name, and its title for the same field. */
  private static void addKeys(PickleValue name, PyDict dict, Set<PickleValue> keys) {
    keys.add(name);
    if (dict.get(name) instanceof PyTuple entry && entry.size() == 3) {
      PickleValue title = entry.get(2);
      boolean same =
          Arguments.isText(title)
              && dict.get(title) instanceof PyTuple other
              && other.size() == 3
              && other.get(0).equals(entry.get(0))
              && other.get(1).equals(entry.get(1));
      if (same) {
        keys.add(title);
      }
    }
  }

  private static void requireFew(long fields) {
    if (fields > DType.MAX_FIELDS) {
      throw new ExcessiveException(
          "a dtype of " + fields + " fields, more than " + DType.MAX_FIELDS);
    }
  }

  private static void requireRoom(DType inner) {
    if (inner.levels() >= DType.MAX_DEPTH) {
      // NumPy exhausts the stack on dtypes that are nested much deeper
      throw new ExcessiveException(
          Anomaly.UNUSUAL, "a dtype of more than " + DType.MAX_DEPTH + " levels");
    }
  }

  private static Field field(PickleValue name, PyDict fields) {
    String text = Arguments.text(name, "the name of a field");
    PickleValue entry = fields.get(name);
    if (entry == null) {
      throw new InvalidStateException(
          Anomaly.HARMFUL, "a dtype names a field that it does not have, which NumPy would follow");
    }
    if (!(entry instanceof PyTuple parts) || (parts.size() != 2 && parts.size() != 3)) {
      throw new InvalidStateException(
          Anomaly.HARMFUL,
          "a field that is no tuple of a dtype, an offset and perhaps a title, as NumPy believes");
    }
    if (DTypeValue.hasShortPointers(parts.get(0))) {
      throw new InvalidStateException(
          Anomaly.HARMFUL,
          "a struct with objects, written by 32-bit NumPy; it would crash a 64-bit NumPy");
    }
    DType dtype = DTypeValue.of(parts.get(0), "the dtype of a field");
    if (dtype.kind() == Kind.STRING) {
      throw new InvalidStateException("a field of " + dtype + ", which NumPy does not have");
    }
    int offset = Arguments.smallInteger(parts.get(1), "the offset of a field");
    return new Field(text, dtype, offset, parts.size() == 3 ? title(parts.get(2)) : null);
  }

  /** A title can be any object; only text is a second name. */
  private static @Nullable String title(PickleValue title) {
    return Arguments.isText(title) ? Arguments.text(title, "the title of a field") : null;
  }

  private static DType subarray(PickleValue subarray, int bytes) {
    PyTuple parts = Arguments.tuple(subarray, "a subarray");
    if (parts.size() != 2) {
      throw new InvalidStateException("a subarray of " + parts.size() + " parts");
    }
    DType base = DTypeValue.of(parts.get(0), "the base of a subarray");
    requireRoom(base);
    long[] dims = Arguments.dims(parts.get(1), "the shape of a subarray");
    for (long dim : dims) {
      if (dim < 0) {
        throw new InvalidStateException(
            Anomaly.HARMFUL, "a subarray of the negative length " + dim);
      }
    }
    Shape shape = Shape.of(dims);
    SubarrayType type = SubarrayType.of(base, shape);
    if (type.itemsize() != bytes) {
      throw new InvalidStateException(
          type.itemsize() > bytes ? Anomaly.HARMFUL : Anomaly.MALFORMED,
          "a subarray of " + type.itemsize() + " bytes that claims " + bytes);
    }
    return type;
  }
}
