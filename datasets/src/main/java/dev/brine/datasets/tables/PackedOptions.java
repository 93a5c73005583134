package dev.brine.datasets.tables;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import java.nio.ByteBuffer;

/**
 * The type, order and memory of a table of numbers. Each method returns a changed copy.
 *
 * @param dtype the type of the numbers: bool, int, uint or float, little-endian; float32
 * @param order C, the default: row after row; F: column after column
 * @param memory where the table is allocated; the heap by default
 */
public record PackedOptions(DType dtype, Order order, Memory memory) {
  /** Where a table is allocated. */
  public enum Memory {
    /** On the Java heap. */
    HEAP,
    /** Outside the heap, where native libraries can read it without a copy. */
    DIRECT;

    ByteBuffer allocate(int size) {
      return this == DIRECT ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }
  }

  /** float32 in C order on the heap. */
  public static final PackedOptions DEFAULT =
      new PackedOptions(DTypes.FLOAT32, Order.C, Memory.HEAP);

  /** The same with another {@code dtype}. */
  public PackedOptions withDtype(DType value) {
    return new PackedOptions(value, order, memory);
  }

  /** The same with another {@code order}. */
  public PackedOptions withOrder(Order value) {
    return new PackedOptions(dtype, value, memory);
  }

  /** The same with another {@code memory}. */
  public PackedOptions withMemory(Memory value) {
    return new PackedOptions(dtype, order, value);
  }
}
