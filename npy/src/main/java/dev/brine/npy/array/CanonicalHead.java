package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.ValueOutput;
import java.io.IOException;

/** What the canonical form of an array says before its items. */
final class CanonicalHead {
  private CanonicalHead() {}

  /** {@code {"ndarray":{"descr":…,"shape":[…],"items":[…}}}: all up to the first item. */
  static void write(DType dtype, Shape shape, ValueOutput out) throws IOException {
    out.raw("{\"ndarray\":{\"descr\":");
    descr(dtype, out);
    StringBuilder dims = new StringBuilder(",\"shape\":[");
    for (int axis = 0; axis < shape.ndim(); axis++) {
      dims.append(axis == 0 ? "" : ",").append(shape.dim(axis));
    }
    out.raw(dims.append("],\"items\":[").toString());
  }

  /** NumPy's dtype.str, or the list of a struct's fields. */
  static void descr(DType dtype, ValueOutput out) throws IOException {
    switch (dtype.kind()) {
      case STRUCT, SUBARRAY -> out.raw(dtype.descrJson());
      default -> out.quoted(dtype.str());
    }
  }
}
