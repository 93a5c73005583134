package dev.brine.datasets.packed;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;

/**
 * How numbers are laid out for whoever takes them. Each method gives a changed copy.
 *
 * @param dtype the type of the numbers: bool, int, uint or float, little-endian; float32
 * @param order C, the default: row after row; F: column after column
 * @param direct whether outside the heap, where native libraries take them without a copy; false
 */
public record PackedOptions(DType dtype, Order order, boolean direct) {
  /** float32 in C order on the heap. */
  public static final PackedOptions DEFAULT = new PackedOptions(DTypes.FLOAT32, Order.C, false);

  /** The same with another {@code dtype}. */
  public PackedOptions dtype(DType value) {
    return new PackedOptions(value, order, direct);
  }

  /** The same with another {@code order}. */
  public PackedOptions order(Order value) {
    return new PackedOptions(dtype, value, direct);
  }

  /** The same with another {@code direct}. */
  public PackedOptions direct(boolean value) {
    return new PackedOptions(dtype, order, value);
  }
}
