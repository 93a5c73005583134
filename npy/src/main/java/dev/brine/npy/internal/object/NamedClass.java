package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.MlType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.NotInertException;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyGlobal;
import org.jspecify.annotations.Nullable;

/** NumPy's classes that pickles name but never call. */
enum NamedClass implements PickleType {
  /** {@code ndarray} and its subclasses that are plain data. */
  ARRAY,
  /** {@code numpy.ma.MaskedArray}. */
  MASKED_ARRAY,
  /** {@code numpy.record}, the scalar type of a record array. */
  RECORD,
  /** {@code ml_dtypes.bfloat16} and similar, the scalar type of a dtype. */
  ML_TYPE,
  /** {@code numpy.float64} and similar, as the factory of a defaultdict. */
  SCALAR;

  /** The kind of the class of this exact name, or null. */
  static @Nullable NamedClass find(String module, String name) {
    return switch (module) {
      case "numpy" -> ofNumpy(name);
      case "numpy.matrixlib.defmatrix" -> name.equals("matrix") ? ARRAY : null;
      case "numpy.core.memmap" -> name.equals("memmap") ? ARRAY : null;
      case "numpy.core.defchararray", "numpy.char" -> name.equals("chararray") ? ARRAY : null;
      case "numpy.core.records", "numpy.rec" ->
          name.equals("recarray") ? ARRAY : name.equals("record") ? RECORD : null;
      case "numpy.ma.core", "numpy.ma" -> name.equals("MaskedArray") ? MASKED_ARRAY : null;
      case "ml_dtypes" -> MlType.of(name) == null ? null : ML_TYPE;
      default -> null;
    };
  }

  private static @Nullable NamedClass ofNumpy(String name) {
    return switch (name) {
      case "ndarray", "matrix", "memmap", "recarray", "chararray" -> ARRAY;
      case "record" -> RECORD;
      case "bool", "bool_", "int8", "int16", "int32", "int64", "longlong", "intc", "intp" -> SCALAR;
      case "uint8", "uint16", "uint32", "uint64", "ulonglong", "uintc", "uintp" -> SCALAR;
      case "float16", "float32", "float64", "float96", "float128", "longdouble" -> SCALAR;
      case "complex64", "complex128", "complex192", "complex256", "clongdouble" -> SCALAR;
      case "str_", "bytes_", "unicode_", "string_", "void", "object_" -> SCALAR;
      case "datetime64", "timedelta64" -> SCALAR;
      default -> null;
    };
  }

  /** Whether {@code global} names a class of this kind. */
  boolean has(PyGlobal global) {
    return find(global.module(), global.name()) == this;
  }

  @Override
  public boolean isDataUncalled() {
    return this == SCALAR || this == ARRAY;
  }

  @Override
  public Construction construct(Call call) {
    throw new NotInertException(
        this == ARRAY ? Anomaly.HARMFUL : Anomaly.UNUSUAL,
        this == ARRAY
            ? "NumPy's pickles only name this class; if called, it could access files and memory"
            : "NumPy's pickles only name this class; if called, it could have any effect");
  }
}
