package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import java.nio.ByteOrder;

/** Makes arrays over bytes. */
public final class NdArrays {
  private NdArrays() {}

  /**
   * An array of elements that lie one after another from the first byte of {@code storage} on,
   * which is not copied.
   *
   * @param order C, or F for NumPy's {@code fortran_order}
   * @throws IllegalArgumentException if there are too few bytes, or the dtype has objects
   */
  public static NdArray of(DType dtype, Shape shape, Order order, Storage storage) {
    int itemsize = dtype.itemsize();
    if (dtype.hasObject()) {
      throw new IllegalArgumentException("the elements of " + dtype + " are not in bytes");
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
          "the segments must be multiples of the " + itemsize + " bytes of an element");
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
   * {@code numpy.take(array, indexes, axis=0)}: a copy of some places of the first axis, in this
   * order; one may be taken several times.
   *
   * @throws IndexOutOfBoundsException if an index is not from 0 to the length of the axis
   * @throws UnsupportedOperationException if the array has no axis, or holds objects
   */
  public static NdArray take(NdArray array, int... indexes) {
    BufferArray from = Gather.bytes(array);
    long[] dims = from.shape().dims();
    dims[0] = indexes.length;
    return of(from.dtype(), Shape.of(dims), Order.C, Gather.rows(from, indexes));
  }

  /**
   * {@code numpy.concatenate(arrays)}: a copy of arrays of one dtype, one after another along the
   * first axis.
   *
   * @throws IllegalArgumentException if there are none, or their dtypes or other axes differ
   * @throws UnsupportedOperationException if they have no axis, or hold objects
   */
  public static NdArray concatenate(NdArray... arrays) {
    Shape shape = Gather.joined(arrays);
    DType dtype = arrays[0].dtype();
    Storage storage = Storage.allocate(shape.size() * dtype.itemsize(), dtype.itemsize());
    Gather.all(arrays, storage);
    return of(dtype, shape, Order.C, storage);
  }

  private static NdArray of(DType dtype, Layout layout, Storage storage) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE -> numeric((NumberType) dtype, layout, storage);
      case COMPLEX, COMPLEX_LONGDOUBLE -> complex((NumberType) dtype, layout, storage);
      case BYTES, STR -> new TextArray((FlexibleType) dtype, layout, storage);
      case VOID -> new VoidArray((FlexibleType) dtype, layout, storage);
      case DATETIME, TIMEDELTA -> new TimeArray((TimeType) dtype, layout, storage);
      case STRUCT -> new StructArray((StructType) dtype, layout, storage, NdArrays::of);
      case SUBARRAY -> subarray((SubarrayType) dtype, layout, storage);
      case OBJECT, STRING ->
          throw new IllegalArgumentException("the elements of " + dtype + " are not in bytes");
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
    return new ComplexArray(dtype, layout, storage, part, numbers(part));
  }

  private static NumericArray numeric(NumberType dtype, Layout layout, Storage storage) {
    return new NumericArray(dtype, layout, storage, numbers(dtype));
  }

  private static Numbers numbers(NumberType dtype) {
    int size = dtype.itemsize();
    ByteOrder order = dtype.endian().byteOrder();
    return switch (dtype.kind()) {
      case BOOL -> new BoolNumbers();
      case INT -> new IntNumbers(size, order);
      case UINT -> new UIntNumbers(size, order);
      case FLOAT -> new FloatNumbers(size, order);
      default -> new LongDoubleNumbers(size, order);
    };
  }
}
