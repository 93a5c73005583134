package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.internal.strided.Copies;
import dev.brine.npy.internal.strided.JavaStorage;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Storage;
import java.nio.ByteBuffer;
import java.util.List;

/** Creates arrays, from values of Java or over bytes, and combines them. */
public final class NdArrays {
  private NdArrays() {}

  /**
   * An array over the bytes of a buffer, from 0 to its capacity, which are not copied: the first
   * element starts at byte 0, and there are no gaps. The array can be written if the buffer can.
   *
   * @param order C, or F for NumPy's {@code fortran_order}
   * @throws IllegalArgumentException if there are too few bytes, or the dtype has objects
   */
  public static NdArray of(DType dtype, Shape shape, Order order, ByteBuffer buffer) {
    return of(dtype, shape, order, Storage.of(buffer));
  }

  /**
   * An array over the bytes of several buffers, as {@link #of(DType, Shape, Order, ByteBuffer)}:
   * for more than the 2 GiB that one buffer can hold. All buffers but the last must have the same
   * capacity, a multiple of the itemsize: no element may be split between two of them.
   *
   * @throws IllegalArgumentException if that is not so, there are too few bytes, or the dtype has
   *     objects
   */
  public static NdArray of(DType dtype, Shape shape, Order order, List<ByteBuffer> buffers) {
    return of(dtype, shape, order, Storage.of(buffers));
  }

  /**
   * {@code numpy.zeros(shape, dtype)}: an array that can be written, all its bytes zero.
   *
   * @throws IllegalArgumentException if the dtype has objects
   */
  public static NdArray zeros(DType dtype, Shape shape) {
    int itemsize = dtype.itemsize();
    Storage storage = Storage.allocate(Math.multiplyExact(shape.size(), itemsize), itemsize);
    return of(dtype, shape, Order.C, storage);
  }

  private static NdArray of(DType dtype, Shape shape, Order order, Storage storage) {
    int itemsize = dtype.itemsize();
    if (dtype.hasObject()) {
      throw new IllegalArgumentException("elements of " + dtype + " are not stored as bytes");
    }
    if (itemsize > 0 && shape.size() > storage.size() / itemsize) {
      throw new IllegalArgumentException(
          "an array of "
              + dtype
              + " and shape "
              + shape
              + " does not fit into "
              + storage.size()
              + " bytes");
    }
    if (!storage.isAlignedTo(itemsize)) {
      throw new IllegalArgumentException(
          "the capacity of a buffer must be a multiple of the itemsize, " + itemsize);
    }
    return of(dtype, Layout.packed(shape, order, itemsize), storage);
  }

  /** A 1-d array of int64 with these values, which are copied. */
  public static NdArray of(long... values) {
    return of(DTypes.INT64, values.length, JavaStorage.of(values));
  }

  /** A 1-d array of float64 with these values, which are copied. */
  public static NdArray of(double... values) {
    return of(DTypes.FLOAT64, values.length, JavaStorage.of(values));
  }

  /** A 1-d array of int32 with these values, which are copied. */
  public static NdArray of(int[] values) {
    return of(DTypes.INT32, values.length, JavaStorage.of(values));
  }

  /** A 1-d array of float32 with these values, which are copied. */
  public static NdArray of(float[] values) {
    return of(DTypes.FLOAT32, values.length, JavaStorage.of(values));
  }

  /** A 1-d array of int16 with these values, which are copied. */
  public static NdArray of(short[] values) {
    return of(DTypes.INT16, values.length, JavaStorage.of(values));
  }

  /** A 1-d array of int8 with these values, which are copied. */
  public static NdArray of(byte[] values) {
    return of(DTypes.INT8, values.length, JavaStorage.of(values));
  }

  /** A 1-d array of bool with these values, which are copied. */
  public static NdArray of(boolean[] values) {
    return of(DTypes.BOOL, values.length, JavaStorage.of(values));
  }

  /**
   * A 1-d array of str, each element as long as the longest of these strings, as {@code
   * numpy.array} makes it. As in NumPy, NULs at the end of a string are lost.
   */
  public static NdArray of(String... values) {
    int longest = 1;
    for (String value : values) {
      longest = Math.max(longest, value.codePointCount(0, value.length()));
    }
    return of(DTypes.str(longest), values.length, JavaStorage.of(values, longest));
  }

  private static NdArray of(DType dtype, int length, Storage storage) {
    return of(dtype, Shape.of(length), Order.C, storage);
  }

  /**
   * {@code numpy.take(array, indexes, axis=0)}: a copy of the rows at these indexes, in this order;
   * an index may occur several times.
   *
   * @throws IndexOutOfBoundsException if an index is not from 0 to the length of the first axis
   * @throws UnsupportedOperationException if the array has no axis, or holds objects
   */
  public static NdArray take(NdArray array, int... indexes) {
    BufferArray from = rows(array);
    int itemsize = from.dtype().itemsize();
    long count = from.shape().dim(0);
    long row = count == 0 ? 0 : from.size() / count * itemsize;
    Storage target = Storage.allocate(row * indexes.length, itemsize);
    long at = 0;
    for (int index : indexes) {
      copy((BufferArray) from.row(index), target, at);
      at += row;
    }
    long[] dims = from.shape().dims();
    dims[0] = indexes.length;
    return of(from.dtype(), Shape.of(dims), Order.C, target);
  }

  /**
   * {@code numpy.concatenate(arrays)}: a copy of arrays of one dtype, one after another along the
   * first axis.
   *
   * @throws IllegalArgumentException if there are none, or their dtypes or other axes differ
   * @throws UnsupportedOperationException if they have no axis, or hold objects
   */
  public static NdArray concatenate(NdArray... arrays) {
    Shape shape = joined(arrays);
    DType dtype = arrays[0].dtype();
    Storage target = Storage.allocate(shape.size() * dtype.itemsize(), dtype.itemsize());
    long at = 0;
    for (NdArray array : arrays) {
      copy(rows(array), target, at);
      at += array.size() * dtype.itemsize();
    }
    return of(dtype, shape, Order.C, target);
  }

  /** The array, which must have rows, as one whose elements are bytes. */
  private static BufferArray rows(NdArray array) {
    if (array.ndim() == 0) {
      throw new UnsupportedOperationException("a 0-d array has no rows");
    }
    if (array instanceof BufferArray bytes) {
      return bytes;
    }
    throw new UnsupportedOperationException(
        "elements of " + array.dtype() + " are not stored as bytes");
  }

  /** The shape of the arrays concatenated. */
  private static Shape joined(NdArray... arrays) {
    if (arrays.length == 0) {
      throw new IllegalArgumentException("need at least one array to concatenate");
    }
    BufferArray first = rows(arrays[0]);
    long[] dims = first.shape().dims();
    long rows = 0;
    for (NdArray array : arrays) {
      BufferArray next = rows(array);
      dims[0] = next.shape().dim(0);
      if (!next.dtype().equals(first.dtype()) || !next.shape().equals(Shape.of(dims))) {
        throw new IllegalArgumentException(
            "cannot concatenate an array of "
                + first.dtype()
                + " and shape "
                + first.shape()
                + " and one of "
                + next.dtype()
                + " and shape "
                + next.shape());
      }
      rows = Math.addExact(rows, dims[0]);
    }
    dims[0] = rows;
    return Shape.of(dims);
  }

  private static void copy(BufferArray from, Storage target, long at) {
    int itemsize = from.dtype().itemsize();
    if (itemsize > 0) {
      Copies.copy(from.chunks(Order.C), itemsize, target, at);
    }
  }

  /** The array at these places of a storage, of the class for its dtype. */
  static NdArray of(DType dtype, Layout layout, Storage storage) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE ->
          new NumericArray((NumberType) dtype, layout, storage, Numbers.of((NumberType) dtype));
      case COMPLEX, COMPLEX_LONGDOUBLE -> complex((NumberType) dtype, layout, storage);
      case BYTES, STR -> new CharArray((FlexibleType) dtype, layout, storage);
      case VOID -> new VoidArray((FlexibleType) dtype, layout, storage);
      case DATETIME, TIMEDELTA -> new TimeArray((TimeType) dtype, layout, storage);
      case STRUCT -> new StructArray((StructType) dtype, layout, storage);
      case SUBARRAY -> subarray((SubarrayType) dtype, layout, storage);
      case OBJECT, STRING ->
          throw new IllegalArgumentException("elements of " + dtype + " are not stored as bytes");
    };
  }

  /** As in NumPy, the axes of a subarray become axes of the array. */
  private static NdArray subarray(SubarrayType dtype, Layout layout, Storage storage) {
    DType base = dtype.base();
    return of(base, layout.nested(dtype.shape(), base.itemsize()), storage);
  }

  private static ComplexArray complex(NumberType dtype, Layout layout, Storage storage) {
    DType.Kind kind = dtype.kind() == DType.Kind.COMPLEX ? DType.Kind.FLOAT : DType.Kind.LONGDOUBLE;
    NumberType part = NumberType.of(kind, dtype.endian(), dtype.itemsize() / 2);
    return new ComplexArray(dtype, layout, storage, part, Numbers.of(part));
  }
}
