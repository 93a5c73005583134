package dev.brine.datasets.tables;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Little-endian numbers in one contiguous buffer that other libraries can read: on the heap or
 * direct, in C or Fortran order. All buffers and the array that this class returns share those
 * bytes.
 */
public final class PackedArray {
  private final ByteBuffer bytes;
  private final DType dtype;
  private final Shape shape;
  private final Order order;

  PackedArray(ByteBuffer bytes, DType dtype, Shape shape, Order order) {
    this.bytes = bytes;
    this.dtype = dtype;
    this.shape = shape;
    this.order = order;
  }

  /** Returns the dtype of the numbers. */
  public DType dtype() {
    return dtype;
  }

  /** Returns the lengths along the axes. */
  public Shape shape() {
    return shape;
  }

  /** Returns C if the last index varies fastest, F if the first index does. */
  public Order order() {
    return order;
  }

  /** Returns all bytes. */
  public ByteBuffer bytes() {
    return bytes.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the numbers if they are float32.
   *
   * @throws UnsupportedOperationException if they are not
   */
  public FloatBuffer floats() {
    require(DType.Kind.FLOAT, Float.BYTES);
    return bytes().asFloatBuffer();
  }

  /**
   * Returns the numbers if they are float64.
   *
   * @throws UnsupportedOperationException if they are not
   */
  public DoubleBuffer doubles() {
    require(DType.Kind.FLOAT, Double.BYTES);
    return bytes().asDoubleBuffer();
  }

  /**
   * Returns the numbers if they are int32.
   *
   * @throws UnsupportedOperationException if they are not
   */
  public IntBuffer ints() {
    require(DType.Kind.INT, Integer.BYTES);
    return bytes().asIntBuffer();
  }

  /**
   * Returns the numbers if they are int64.
   *
   * @throws UnsupportedOperationException if they are not
   */
  public LongBuffer longs() {
    require(DType.Kind.INT, Long.BYTES);
    return bytes().asLongBuffer();
  }

  private void require(DType.Kind kind, int itemsize) {
    if (dtype.kind() != kind || dtype.itemsize() != itemsize) {
      throw new UnsupportedOperationException(
          "the numbers are " + dtype + "; use bytes() or another method");
    }
  }

  /** Returns the numbers as an array that shares the bytes. */
  public NdArray array() {
    return NdArray.of(dtype, shape, order, bytes);
  }

  @Override
  public String toString() {
    return "PackedArray of " + dtype + " and shape " + shape;
  }

  /**
   * The dtype, order and memory of a packed array. Each method returns a changed copy.
   *
   * @param dtype the type of the numbers: bool, int, uint or float, little-endian; float32
   * @param order C (row after row) by default, or F (column after column)
   * @param memory where the array is allocated; the heap by default
   */
  public record Options(DType dtype, Order order, Memory memory) {
    /** Where an array is allocated. */
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
    public static final Options DEFAULT = new Options(DTypes.FLOAT32, Order.C, Memory.HEAP);

    /** Returns a copy with another {@code dtype}. */
    public Options withDtype(DType value) {
      return new Options(value, order, memory);
    }

    /** Returns a copy with another {@code order}. */
    public Options withOrder(Order value) {
      return new Options(dtype, value, memory);
    }

    /** Returns a copy with another {@code memory}. */
    public Options withMemory(Memory value) {
      return new Options(dtype, order, value);
    }
  }
}
