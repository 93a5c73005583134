package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.ValueOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of an array: {@code {"ndarray":{"descr":…,"shape":[…],"items":[…]}}}, the
 * items flat in C order. Elements in bytes are written at once, Python values handed out one by
 * one.
 */
final class CanonicalArray implements ValueOutput.Steps {
  private final NdArray array;
  private int next = -1;

  CanonicalArray(NdArray array) {
    this.array = array;
  }

  @Override
  public @Nullable PickleValue next(ValueOutput out) throws IOException {
    if (next < 0) {
      next = 0;
      start(array.dtype(), array.shape(), out);
      if (array instanceof BufferArray elements) {
        new CanonicalElements(out).write(elements);
      }
    }
    if (next >= array.childCount()) {
      out.raw("]}}");
      return null;
    }
    if (next > 0) {
      out.raw(",");
    }
    return array.child(next++);
  }

  /** What stands before the items. */
  static void start(DType dtype, Shape shape, ValueOutput out) throws IOException {
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
