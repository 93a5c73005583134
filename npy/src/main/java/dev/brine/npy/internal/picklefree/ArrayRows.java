package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PySequence;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Elements that are all 1-d arrays of one dtype, without objects. */
final class ArrayRows {
  private static final String TYPE = "ndarray";

  private ArrayRows() {}

  /** Puts the members of such elements; null if they are not. */
  static @Nullable PickleFreeLayout write(
      PySequence items, Shape shape, String name, Members members) {
    if (items.size() == 0) {
      return null;
    }
    NdArray first = array(items, 0);
    if (first == null) {
      return null;
    }
    DType dtype = first.dtype();
    long[] splits = new long[items.size() + 1];
    boolean equal = true;
    for (int i = 0; i < items.size(); i++) {
      NdArray row = array(items, i);
      if (row == null || !row.dtype().equals(dtype)) {
        return null;
      }
      splits[i + 1] = splits[i] + row.size();
      equal &= row.size() == first.size();
    }
    ByteBuffer bytes = PlainArrays.room(splits[items.size()], dtype.itemsize());
    for (int i = 0; i < items.size(); i++) {
      NdArray row = array(items, i);
      if (row != null) {
        bytes.put(PlainArrays.bytes(row));
      }
    }
    return put(new Joined(dtype, bytes, splits, equal, first.size()), shape, name, members);
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared with nothing
  private record Joined(DType dtype, ByteBuffer bytes, long[] splits, boolean equal, long length) {}

  private static PickleFreeLayout put(Joined rows, Shape shape, String name, Members members) {
    PickleFreeLayout items = PickleFreeLayout.leaf(LayoutKind.ARRAY, false);
    if (rows.equal && rows.length > 0 && shape.ndim() < Shape.MAX_NDIM) {
      long[] dims = Arrays.copyOf(shape.dims(), shape.ndim() + 1);
      dims[shape.ndim()] = rows.length;
      members.put(name, PlainArrays.of(rows.dtype, Shape.of(dims), rows.bytes));
      return PickleFreeLayout.equal(TYPE, rows.length, items);
    }
    Shape starts = Shape.of(rows.splits.length);
    members.put(name + ".row_splits", PlainArrays.longs(DTypes.INT64, rows.splits, starts));
    Shape line = Shape.of(rows.splits[rows.splits.length - 1]);
    members.put(name + ".values", PlainArrays.of(rows.dtype, line, rows.bytes));
    return PickleFreeLayout.rows(TYPE, items);
  }

  private static @Nullable NdArray array(PySequence items, int index) {
    return items.get(index) instanceof ArrayValue held
            && held.subtype().equals("numpy.ndarray")
            && held.array().ndim() == 1
            && !held.array().dtype().hasObject()
            && held.array().dtype().itemsize() > 0
        ? held.array()
        : null;
  }
}
