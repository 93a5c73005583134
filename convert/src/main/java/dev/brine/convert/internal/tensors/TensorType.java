package dev.brine.convert.internal.tensors;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import org.jspecify.annotations.Nullable;

/** The types of safetensors that NumPy has too. */
enum TensorType {
  BOOL(DTypes.BOOL),
  U8(DTypes.UINT8),
  I8(DTypes.INT8),
  U16(DTypes.UINT16),
  I16(DTypes.INT16),
  U32(DTypes.UINT32),
  I32(DTypes.INT32),
  U64(DTypes.UINT64),
  I64(DTypes.INT64),
  F16(DTypes.FLOAT16),
  F32(DTypes.FLOAT32),
  F64(DTypes.FLOAT64),
  C64(DTypes.COMPLEX64);

  @SuppressWarnings("ImmutableEnumChecker") // a DType is immutable
  private final DType dtype;

  TensorType(DType dtype) {
    this.dtype = dtype;
  }

  DType dtype() {
    return dtype;
  }

  /** The type of this name, or null. */
  static @Nullable TensorType of(String name) {
    for (TensorType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** The type of a dtype in either byte order, or null. */
  static @Nullable TensorType of(DType dtype) {
    for (TensorType type : values()) {
      if (type.dtype.kind() == dtype.kind() && type.dtype.itemsize() == dtype.itemsize()) {
        return type;
      }
    }
    return null;
  }
}
