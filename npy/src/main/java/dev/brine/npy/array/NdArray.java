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
import dev.brine.npy.internal.print.ArrayText;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.Chunks;
import dev.brine.npy.internal.strided.Exact;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Storage;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Convertible;
import dev.brine.pickle.value.PyLibrary;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/**
 * An n-dimensional array, like {@code numpy.ndarray}. Each family of dtypes has a subclass with
 * more methods. A view shares its elements with the array that it was made from.
 *
 * <p>Conversions are exact or throw {@link ArithmeticException}. Asking for a type that the
 * elements do not have, such as integers from strings, throws {@link
 * UnsupportedOperationException}; a wrong index throws {@link IndexOutOfBoundsException}. Several
 * threads may read an array at once.
 */
public abstract sealed class NdArray implements Convertible permits BufferArray, ObjectArray {
  private final DType dtype;
  private final Layout layout;

  NdArray(DType dtype, Layout layout) {
    this.dtype = dtype;
    this.layout = layout;
  }

  /** The array as a value in a pickle, so that a map or list of arrays can be saved. */
  @Override
  public final PickleValue toPython() {
    return ArrayValue.of(this);
  }

  /** The type of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** The lengths of the axes. */
  public final Shape shape() {
    return layout.shape();
  }

  /** The number of axes: 0 to 64. */
  public final int ndim() {
    return layout.ndim();
  }

  /** The number of elements; 1 for 0-d. */
  public final long size() {
    return layout.shape().size();
  }

  final Layout layout() {
    return layout;
  }

  /** The distance between adjacent elements of a contiguous array, in the unit of the layout. */
  abstract long unit();

  /** The same elements in another layout. */
  abstract NdArray view(Layout other);

  /** A contiguous copy of the elements in C order. */
  abstract NdArray packed();

  /** Whether the elements are contiguous in C order. True for 0-d and empty arrays. */
  public final boolean isContiguous() {
    return layout.isPacked(Order.C, unit());
  }

  /** Whether the elements are contiguous in Fortran order: the first index varies fastest. */
  public final boolean isFortranContiguous() {
    return layout.isPacked(Order.F, unit());
  }

  /** Whether the elements cannot be changed. */
  public boolean isReadOnly() {
    return true;
  }

  /**
   * Writes changed elements to the file if the array is mapped READ_WRITE; otherwise does nothing.
   */
  public void flush() {}

  /**
   * The same bytes as elements of another dtype of the same size, without a copy: NumPy's {@code
   * a.view(dtype)}. {@code raw.view(MlType.BFLOAT16)} are the numbers that {@code V2} stands for,
   * and {@code NdArray.of(bits).view(DTypes.FLOAT16)} those of bits in a {@code short[]}.
   *
   * @throws IllegalArgumentException if the sizes differ
   * @throws UnsupportedOperationException if the elements of either are Python objects
   */
  public NdArray view(DType other) {
    throw unsupported("bytes of its own");
  }

  /**
   * A copy of the numbers as numbers of another dtype, by the rule {@code same_kind} of NumPy's
   * {@code astype}: an int may become a float, a float a smaller float, but a float no int. Floats
   * are rounded to the nearest value, and become infinite if they are too large; {@link
   * dev.brine.npy.dtype.MlType} rounds as {@code ml_dtypes} does. Unlike in NumPy, an int that does
   * not fit is an error.
   *
   * @throws UnsupportedOperationException if the elements are not of such a kind
   * @throws ArithmeticException if an int does not fit
   */
  public NdArray astype(DType other) {
    throw Cast.refused(dtype, other);
  }

  /** NumPy's {@code a[index]}: a view of one slice along the first axis. */
  public final NdArray row(long index) {
    return select(0, index);
  }

  /** A view of one slice along an axis, without that axis. */
  public final NdArray select(int axis, long index) {
    return view(layout.select(axis, index));
  }

  /** A 0-d view of one element. */
  public final NdArray at(long... index) {
    long offset = layout.at(index);
    return view(Layout.packed(Shape.SCALAR, Order.C, 0).moved(offset));
  }

  /** NumPy's {@code a[from:to]}: a view. */
  public final NdArray slice(long from, long to) {
    return slice(0, from, to, 1);
  }

  /** A view of indexes {@code from} (inclusive) to {@code to} (exclusive) of an axis. */
  public final NdArray slice(int axis, long from, long to) {
    return slice(axis, from, to, 1);
  }

  /** A view of every {@code step}-th index of an axis; the step is at least 1. */
  public final NdArray slice(int axis, long from, long to, long step) {
    return view(layout.slice(axis, from, to, step));
  }

  /** A view with one axis reversed. */
  public final NdArray flip(int axis) {
    return view(layout.flip(axis));
  }

  /** A view with all axes in reverse order: NumPy's {@code a.T}. */
  public final NdArray transpose() {
    return view(layout.transpose());
  }

  /** A view whose axis {@code i} is axis {@code axes[i]} of this array. */
  public final NdArray transpose(int... axes) {
    return view(layout.transpose(axes));
  }

  /**
   * A view of chosen elements, like {@code numpy.lib.stride_tricks.as_strided}: the element at
   * {@code i, j, …} is element {@code first + i * strides[0] + j * strides[1] + …} of this array in
   * C order. Elements may occur several times.
   *
   * @throws IllegalArgumentException if this array is not contiguous, if the numbers of axes and
   *     strides differ, if a stride is negative, or if an element would be outside of this array
   */
  public final NdArray strided(long first, Shape target, long... strides) {
    if (!isContiguous() || strides.length != target.ndim()) {
      throw new IllegalArgumentException(
          isContiguous()
              ? strides.length + " strides for the shape " + target
              : "only a contiguous array can be given other strides");
    }
    long[] distances = new long[strides.length];
    try {
      long last = first;
      for (int axis = 0; axis < strides.length; axis++) {
        if (strides[axis] < 0) {
          throw new IllegalArgumentException("a stride must be non-negative");
        }
        if (target.size() > 0) {
          last = Math.addExact(last, Math.multiplyExact(target.dim(axis) - 1, strides[axis]));
        }
        distances[axis] = Math.multiplyExact(strides[axis], unit());
      }
      if (first < 0 || (target.size() == 0 ? first > size() : last >= size())) {
        throw new IllegalArgumentException(
            "element " + last + " is outside of an array of " + size() + " elements");
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("strides are too large for the array", e);
    }
    return view(Layout.strided(target, distances, layout.offset() + first * unit()));
  }

  /**
   * Returns the elements in C order with another shape of the same size: a view if possible,
   * otherwise a copy, as in NumPy.
   *
   * @param dims one dimension may be -1 and is computed from the others
   * @throws IllegalArgumentException if the size differs
   */
  public final NdArray reshape(long... dims) {
    Shape target = Layout.reshapedTo(shape(), dims);
    Layout reshaped = layout.reshape(target);
    if (reshaped != null) {
      return view(reshaped);
    }
    NdArray packed = packed();
    return packed.view(Layout.packed(target, Order.C, packed.unit()));
  }

  /** Returns a copy in C order, which shares nothing with this array. */
  public final NdArray copy() {
    return packed();
  }

  /** An element as an int. */
  public final int getInt(long... index) {
    return Exact.toInt(getLong(index));
  }

  /** An element as a long: an integer, or the count of a datetime64 or timedelta64. */
  public long getLong(long... index) {
    throw unsupported("integers");
  }

  /** An element as a float. */
  public float getFloat(long... index) {
    throw unsupported("real numbers");
  }

  /** An element as a double. */
  public double getDouble(long... index) {
    throw unsupported("real numbers");
  }

  /** An element as a boolean. */
  public boolean getBoolean(long... index) {
    throw unsupported("booleans");
  }

  /** An element as an integer of any size. */
  public BigInteger getBigInteger(long... index) {
    throw unsupported("integers");
  }

  /** An element as a string. */
  public String getString(long... index) {
    throw unsupported("strings");
  }

  /** An element as bytes. */
  public byte[] getBytes(long... index) {
    throw unsupported("bytes");
  }

  /** All elements in C order. */
  public final boolean[] toBooleanArray() {
    return toBooleanArray(Order.C);
  }

  /** All elements. */
  public boolean[] toBooleanArray(Order order) {
    throw unsupported("booleans");
  }

  /** All elements in C order. */
  public final byte[] toByteArray() {
    return toByteArray(Order.C);
  }

  /** All elements as signed bytes. */
  public byte[] toByteArray(Order order) {
    throw unsupported("integers");
  }

  /** All elements in C order. */
  public final short[] toShortArray() {
    return toShortArray(Order.C);
  }

  /** All elements. */
  public short[] toShortArray(Order order) {
    throw unsupported("integers");
  }

  /** All elements in C order. */
  public final int[] toIntArray() {
    return toIntArray(Order.C);
  }

  /** All elements. */
  public int[] toIntArray(Order order) {
    throw unsupported("integers");
  }

  /** All elements in C order. */
  public final long[] toLongArray() {
    return toLongArray(Order.C);
  }

  /** All elements. */
  public long[] toLongArray(Order order) {
    throw unsupported("integers");
  }

  /** All elements in C order. */
  public final float[] toFloatArray() {
    return toFloatArray(Order.C);
  }

  /** All elements. */
  public float[] toFloatArray(Order order) {
    throw unsupported("real numbers");
  }

  /** All elements in C order. */
  public final double[] toDoubleArray() {
    return toDoubleArray(Order.C);
  }

  /** All elements. */
  public double[] toDoubleArray(Order order) {
    throw unsupported("real numbers");
  }

  /** All elements in C order. */
  public final String[] toStringArray() {
    return toStringArray(Order.C);
  }

  /** All elements. */
  public String[] toStringArray(Order order) {
    throw unsupported("strings");
  }

  /**
   * Returns rows of ints, from a 2-d array of integers or an object array of lists.
   *
   * @throws IllegalStateException if this is neither
   * @throws ArithmeticException if a value does not fit in an int, or there are more than 2^31
   *     values
   */
  public RaggedInts asRaggedInts() {
    if (ndim() != 2) {
      throw new IllegalStateException(
          "only an array of two axes, or an object array of lists, has rows of ints; this one has "
              + ndim()
              + " axes");
    }
    return RaggedInts.ofEqualRows(toIntArray(), shape().dim(0), shape().dim(1));
  }

  /** Visits the elements of an object array. */
  boolean accept(PickleValue.Visitor visitor) throws IOException {
    return true;
  }

  /**
   * Returns the bytes of all elements, as they are in an {@code .npy} file: in the byte order of
   * the dtype, including the padding of structs. They are split into parts, most of which are not
   * copied, so that an array of any size needs little memory. A part is valid from its position to
   * its limit until the next part is requested.
   *
   * @throws UnsupportedOperationException if the elements are Python objects
   */
  public Iterable<ByteBuffer> bytes(Order order) {
    throw unsupported("bytes of its own");
  }

  /**
   * Returns the bytes of all elements as those of another dtype, as {@link #astype} converts them,
   * without a copy of the whole array. A part is valid until the next part is requested, which
   * throws {@link ArithmeticException} if an int does not fit.
   *
   * @throws UnsupportedOperationException if the elements are not numbers of such a kind
   */
  public Iterable<ByteBuffer> bytes(Order order, DType as) {
    throw Cast.refused(dtype, as);
  }

  /**
   * Updates a digest with the elements in C order, each little-endian and with zeros as the padding
   * of structs. {@link #digest} is the SHA-256 of these bytes, so an array can be hashed a few rows
   * at a time.
   *
   * @throws UnsupportedOperationException if the elements are Python objects, which can only be
   *     hashed as a whole array, or if fields overlap or are out of order
   */
  public void updateDigest(MessageDigest digest) {
    throw unsupported("digest of a part");
  }

  /**
   * Returns the SHA-256 of the content as 64 hexadecimal digits. It does not depend on byte order,
   * memory order, file format or writer. An array without objects is hashed as described at {@link
   * #updateDigest}.
   */
  public abstract String digest();

  /** Returns a formatter for the elements of this array, measured on a sample of them. */
  abstract ElementFormatter formatter(Sample sample);

  /** The element of a 0-d array, as NumPy's {@code str()} shows it. */
  abstract String scalarText();

  /** The array as NumPy's {@code str()} shows it; of a large array only the edges are shown. */
  @Override
  public final String toString() {
    if (size() == 0) {
      return "[]";
    }
    if (ndim() == 0) {
      return scalarText();
    }
    Sample sample = Sample.of(shape());
    return sample.isTooLong()
        ? "an array of " + dtype + " and shape " + shape()
        : ArrayText.of(shape(), formatter(sample), sample.isSummary());
  }

  /** The exception for a type that these elements do not have. */
  final UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(
        "an array of " + dtype + " has no " + what + "; " + hint());
  }

  /** What the caller can ask for instead. */
  abstract String hint();

  /**
   * Creates an array over the bytes of a buffer, from 0 to its capacity, which are not copied. The
   * first element starts at byte 0, and there are no gaps. The array is read-only if the buffer is.
   *
   * @param order C, or F for NumPy's {@code fortran_order=True}
   * @throws IllegalArgumentException if there are too few bytes, or the dtype has objects
   */
  public static NdArray of(DType dtype, Shape shape, Order order, ByteBuffer buffer) {
    return of(dtype, shape, order, Storage.of(buffer));
  }

  /**
   * Creates an array over the bytes of several buffers, as {@link #of(DType, Shape, Order,
   * ByteBuffer)} does, for more than the 2 GiB that one buffer can hold. All buffers but the last
   * must have the same capacity, and it must be a multiple of the itemsize: no element may be split
   * between two buffers.
   *
   * @throws IllegalArgumentException if the capacities differ, there are too few bytes, or the
   *     dtype has objects
   */
  public static NdArray of(DType dtype, Shape shape, Order order, List<ByteBuffer> buffers) {
    return of(dtype, shape, order, Storage.of(buffers));
  }

  /**
   * Creates a writable array whose bytes are all zero: {@code numpy.zeros(shape, dtype)}.
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
          "an array of %s and shape %s does not fit into %s bytes"
              .formatted(dtype, shape, storage.size()));
    }
    if (!storage.isAlignedTo(itemsize)) {
      throw new IllegalArgumentException(
          "the capacity of a buffer must be a multiple of the itemsize, " + itemsize);
    }
    return of(dtype, Layout.packed(shape, order, itemsize), storage);
  }

  /** Creates a 1-d array of int64 from a copy of these values. */
  public static NdArray of(long... values) {
    return of(DTypes.INT64, values.length, Storage.of(values));
  }

  /** Creates a 1-d array of float64 from a copy of these values. */
  public static NdArray of(double... values) {
    return of(DTypes.FLOAT64, values.length, Storage.of(values));
  }

  /** Creates a 1-d array of int32 from a copy of these values. */
  public static NdArray of(int[] values) {
    return of(DTypes.INT32, values.length, Storage.of(values));
  }

  /** Creates a 1-d array of float32 from a copy of these values. */
  public static NdArray of(float[] values) {
    return of(DTypes.FLOAT32, values.length, Storage.of(values));
  }

  /** Creates a 1-d array of int16 from a copy of these values. */
  public static NdArray of(short[] values) {
    return of(DTypes.INT16, values.length, Storage.of(values));
  }

  /** Creates a 1-d array of int8 from a copy of these values. */
  public static NdArray of(byte[] values) {
    return of(DTypes.INT8, values.length, Storage.of(values));
  }

  /** Creates a 1-d array of bool from a copy of these values. */
  public static NdArray of(boolean[] values) {
    return of(DTypes.BOOL, values.length, Storage.of(values));
  }

  /**
   * Creates a 1-d array of str whose length is that of the longest string, as {@code numpy.array}
   * does. As in NumPy, NULs at the end of a string are lost.
   */
  public static NdArray of(String... values) {
    int longest = 1;
    for (String value : values) {
      longest = Math.max(longest, value.codePointCount(0, value.length()));
    }
    return of(DTypes.str(longest), values.length, Storage.of(values, longest));
  }

  /** Creates a 1-d array of the items of a Python {@code array.array}; characters become str. */
  public static NdArray of(PyLibrary.Array items) {
    if (items.isText()) {
      String[] characters = new String[items.size()];
      for (int i = 0; i < characters.length; i++) {
        characters[i] = items.get(i).toString();
      }
      return of(characters);
    }
    DType dtype =
        switch (items.typecode()) {
          case 'b' -> DTypes.INT8;
          case 'B' -> DTypes.UINT8;
          case 'h' -> DTypes.INT16;
          case 'H' -> DTypes.UINT16;
          case 'i' -> DTypes.INT32;
          case 'I' -> DTypes.UINT32;
          case 'l', 'q' -> DTypes.INT64;
          case 'L', 'Q' -> DTypes.UINT64;
          case 'f' -> DTypes.FLOAT32;
          default -> DTypes.FLOAT64;
        };
    return of(dtype, Shape.of(items.size()), Order.C, items.buffer());
  }

  private static NdArray of(DType dtype, int length, Storage storage) {
    return of(dtype, Shape.of(length), Order.C, storage);
  }

  /**
   * Copies the rows at these indexes, in this order: {@code numpy.take(array, indexes, axis=0)}. An
   * index may occur several times.
   *
   * @throws IndexOutOfBoundsException if an index is negative or not below the length of the first
   *     axis
   * @throws UnsupportedOperationException if the array has no axis, or has objects
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
   * Copies arrays of one dtype into one array, along the first axis: {@code
   * numpy.concatenate(arrays)}.
   *
   * @throws IllegalArgumentException if there are no arrays, or their dtypes or other axes differ
   * @throws UnsupportedOperationException if an array has no axis, or has objects
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

  /** Checks that an array has rows and elements that are stored as bytes. */
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
            "cannot concatenate an array of %s and shape %s and one of %s and shape %s"
                .formatted(first.dtype(), first.shape(), next.dtype(), next.shape()));
      }
      rows = Math.addExact(rows, dims[0]);
    }
    dims[0] = rows;
    return Shape.of(dims);
  }

  private static void copy(BufferArray from, Storage target, long at) {
    int itemsize = from.dtype().itemsize();
    if (itemsize > 0) {
      Chunks.copy(from.chunks(Order.C), itemsize, target, at);
    }
  }

  /** Returns an array of the class for its dtype. */
  static NdArray of(DType dtype, Layout layout, Storage storage) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE, ML_FLOAT, ML_INT ->
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
