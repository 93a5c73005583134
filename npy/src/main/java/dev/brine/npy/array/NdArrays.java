package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Shape;
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
    Storage storage = Storage.allocate((long) values.length * Long.BYTES, Long.BYTES);
    for (int i = 0; i < values.length; i++) {
      long at = (long) i * Long.BYTES;
      storage.segment(at).putLong(storage.position(at), values[i]);
    }
    return of(dev.brine.npy.dtype.DTypes.INT64, Shape.of(values.length), Order.C, storage);
  }

  static NdArray of(DType dtype, Layout layout, Storage storage) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE -> numeric((NumberType) dtype, layout, storage);
      default -> throw new IllegalArgumentException("not yet: " + dtype);
    };
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
