package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.internal.object.NumpyReducer.NumpyNames;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Pickles dtypes as {@code numpy.dtype(code, False, True)} and a state. In NumPy, the dtypes of
 * numbers and objects in native byte order are singletons; other dtypes are the same object if they
 * are in Java.
 */
final class DTypeReductions {
  private static final PyConstant NONE = PyConstant.NONE;

  /** NumPy's flags of the dtypes of ml_dtypes. */
  private static final int ML_FLAGS = 0x40;

  /** The same in older versions, which also say that Python is needed. */
  static final int OLD_ML_FLAGS = 0x50;

  private final NumpyNames names;
  private final Map<String, DTypeValue> singletons = new HashMap<>();
  private final IdentityHashMap<DType, DTypeValue> others = new IdentityHashMap<>();
  private final IdentityHashMap<DType, DTypeValue> records = new IdentityHashMap<>();
  private final IdentityHashMap<DTypeValue, DType> recordTypes = new IdentityHashMap<>();

  DTypeReductions(NumpyNames names) {
    this.names = names;
  }

  /** The object that represents a dtype in this pickle. */
  DTypeValue value(DType dtype) {
    return isSingleton(dtype)
        ? singletons.computeIfAbsent(dtype.toString(), name -> DTypeValue.of(dtype))
        : others.computeIfAbsent(dtype, DTypeValue::of);
  }

  /** The object that represents a dtype among the values of a pickle. */
  DTypeValue representative(DTypeValue value) {
    return isSingleton(value.dtype()) ? value(value.dtype()) : value;
  }

  /** The dtype of a recarray, whose elements are {@code numpy.record}. */
  DTypeValue record(DType dtype) {
    DTypeValue record = records.computeIfAbsent(dtype, DTypeValue::of);
    recordTypes.put(record, dtype);
    return record;
  }

  /** NumPy creates a new dtype for each scalar whose dtype has a size or unit. */
  DTypeValue ofScalar(DType dtype) {
    return switch (dtype.kind()) {
      case BYTES, STR, VOID, DATETIME, TIMEDELTA -> DTypeValue.of(dtype);
      default -> value(dtype);
    };
  }

  private static boolean isSingleton(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE, COMPLEX, COMPLEX_LONGDOUBLE ->
          dtype.endian() != Endian.BIG;
      case ML_FLOAT, ML_INT -> true;
      case OBJECT -> true;
      default -> false;
    };
  }

  Reduction reduce(DTypeValue value) throws UnsupportedException {
    DType dtype = value.dtype();
    if (dtype instanceof StringDType text) {
      return string(text);
    }
    PickleValue code =
        dtype instanceof MlType type
            ? NumpyNames.global("ml_dtypes", type.name())
            : recordTypes.containsKey(value)
                ? NumpyNames.global("numpy", "record")
                : PyStr.of(code(dtype));
    return Reduction.call("numpy", "dtype", code, PyConstant.FALSE, PyConstant.TRUE)
        .withState(state(dtype));
  }

  /** The kind and the size, which for str is in characters. */
  private static String code(DType dtype) {
    int size =
        switch (dtype.kind()) {
          case STR -> ((FlexibleType) dtype).length();
          case OBJECT -> Long.BYTES;
          default -> dtype.itemsize();
        };
    return dtype.kind().code() + "" + size;
  }

  private PyTuple state(DType dtype) {
    boolean time = dtype instanceof TimeType;
    PickleValue[] items = new PickleValue[time ? 9 : 8];
    items[0] = PyInt.of(time ? 4 : 3);
    items[1] = PyStr.of(String.valueOf(dtype.endian().symbol()));
    items[2] = dtype instanceof SubarrayType subarray ? subarray(subarray) : NONE;
    items[3] = NONE;
    items[4] = NONE;
    if (dtype instanceof StructType struct) {
      fields(struct, items);
    }
    boolean sized =
        switch (dtype.kind()) {
          case BYTES, STR, VOID, STRUCT, SUBARRAY, ML_FLOAT, ML_INT -> true;
          default -> false;
        };
    items[5] = PyInt.of(sized ? dtype.itemsize() : -1);
    items[6] = PyInt.of(sized ? dtype.alignment() : -1);
    items[7] = PyInt.of(writtenFlags(dtype));
    if (dtype instanceof TimeType unit) {
      items[8] = unit(unit);
    }
    return PyTuple.of(items);
  }

  private PyTuple subarray(SubarrayType subarray) {
    return PyTuple.of(value(subarray.base()), shape(subarray.shape()));
  }

  /** A shape as a tuple of ints. */
  static PyTuple shape(Shape shape) {
    PickleValue[] dims = new PickleValue[shape.ndim()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = PyInt.of(shape.dim(axis));
    }
    return dims.length == 0 ? PyTuple.EMPTY : PyTuple.of(dims);
  }

  /** Sets the names, and a dict from names and titles to fields. */
  private void fields(StructType struct, PickleValue[] items) {
    PyDict.Builder dict = PyDict.builder(Kind.DICT, new KeyBudget(1, Integer.MAX_VALUE));
    PickleValue[] texts = new PickleValue[struct.fields().size()];
    for (int i = 0; i < texts.length; i++) {
      Field field = struct.fields().get(i);
      texts[i] = PyStr.of(field.name());
      DTypeValue type = value(field.dtype());
      PyInt offset = PyInt.of(field.offset());
      String title = field.title();
      if (title == null) {
        dict.setItem(texts[i], PyTuple.of(type, offset));
      } else {
        PyStr second = PyStr.of(title);
        PyTuple entry = PyTuple.of(type, offset, second);
        dict.setItem(texts[i], entry);
        dict.setItem(second, entry);
      }
    }
    items[3] = texts.length == 0 ? PyTuple.EMPTY : PyTuple.of(texts);
    items[4] = dict.value();
  }

  /** NumPy 1 writes and reads the flags as a signed byte. */
  private int writtenFlags(DType dtype) {
    int flags = flags(dtype);
    return names.areSecond() ? flags : (byte) flags;
  }

  /** NumPy's flags: of objects 63, of text 8, of structs 16, those of their fields, and aligned. */
  static int flags(DType dtype) {
    return switch (dtype.kind()) {
      case OBJECT -> 63;
      case STR -> 8;
      case ML_FLOAT, ML_INT -> ML_FLAGS;
      case SUBARRAY -> flags(((SubarrayType) dtype).base());
      case STRUCT -> {
        StructType struct = (StructType) dtype;
        int flags = struct.isAligned() ? 0x90 : 0x10;
        for (Field field : struct.fields()) {
          flags |= flags(field.dtype()) & 0x1b;
        }
        yield flags;
      }
      default -> 0;
    };
  }

  /** {@code (None, (unit, multiple, 1, 1))}; NumPy 1 has an empty dict instead of None. */
  private PyTuple unit(TimeType type) {
    PyInt one = PyInt.of(1);
    byte[] code = type.unit().code().getBytes(StandardCharsets.US_ASCII);
    PyTuple unit = PyTuple.of(PyBytes.wrap(code), PyInt.of(type.multiple()), one, one);
    PickleValue metadata =
        names.areSecond() ? NONE : PyDict.builder(Kind.DICT, new KeyBudget(1, 1)).value();
    return PyTuple.of(metadata, unit);
  }

  private Reduction string(StringDType type) throws UnsupportedException {
    if (!names.areSecond()) {
      throw new UnsupportedException(
          Location.MEMORY, "NumPy 1 does not support " + type + "; write the file for NumPy 2");
    }
    String module = "numpy._core._internal";
    String function = "_convert_to_stringdtype_kwargs";
    PyInt coerce = PyInt.of(type.coerce() ? 1 : 0);
    PickleValue missing =
        switch (type.missing()) {
          case UNSET -> null;
          case NONE -> NONE;
          case NAN -> new PyFloat(Double.NaN);
          case TEXT -> PyStr.of(String.valueOf(type.missingText()));
        };
    return missing == null
        ? Reduction.call(module, function, coerce)
        : Reduction.call(module, function, coerce, missing);
  }
}
