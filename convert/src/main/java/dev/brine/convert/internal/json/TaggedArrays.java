package dev.brine.convert.internal.json;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyList;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tags of NumPy's arrays. */
final class TaggedArrays {
  private static final String ARRAY = "numpy.ndarray";

  private TaggedArrays() {}

  /** The value, or null for another tag. */
  static @Nullable PickleValue of(String tag, @Nullable Object content) {
    if (!(content instanceof Map<?, ?> parts)) {
      return null;
    }
    return switch (tag) {
      case "ndarray" -> array(parts);
      case "masked" -> masked(parts);
      default -> null;
    };
  }

  private static ArrayValue array(Map<?, ?> parts) {
    DType dtype = DescrJson.read(parts.get("descr"));
    List<?> lengths = Trees.list(parts.get("shape"));
    long[] dims = new long[lengths.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Trees.number(lengths.get(i));
    }
    Shape shape = Shape.of(dims);
    PickleValue[] items = Trees.values(parts.get("items"));
    if (items.length != shape.size()) {
      throw new IllegalArgumentException("an array of shape " + shape + " with " + items.length);
    }
    if (dtype.hasObject()) {
      return ArrayValue.of(ObjectArray.of(dtype, shape, PyList.of(items)), ARRAY);
    }
    int itemsize = dtype.itemsize();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(items.length, itemsize))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < items.length; i++) {
      ElementEncoder.put(dtype, items[i], bytes, i * itemsize);
    }
    return ArrayValue.of(NdArrays.of(dtype, shape, Order.C, bytes), ARRAY);
  }

  private static PickleValue masked(Map<?, ?> parts) {
    NdArray data = held(parts.get("data"));
    NdArray mask = held(parts.get("mask"));
    PickleValue fill = Trees.value(parts.get("fill"));
    return MaskedValue.of(data, mask, fill);
  }

  private static NdArray held(@Nullable Object tree) {
    if (tree instanceof ArrayValue value) {
      return value.array();
    }
    throw new IllegalArgumentException("a masked array without its arrays");
  }
}
