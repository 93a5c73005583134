package dev.brine.datasets.tables;

import dev.brine.datasets.tables.ArrayPadding.PadValue;
import dev.brine.internal.number.Float16;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes numbers to an array of any dtype and order, by NumPy's rules for what fits. */
final class PackedWriter {
  private final DType dtype;
  private final Kind kind;
  private final int itemsize;
  private final Shape shape;
  private final Order order;
  private final ByteBuffer bytes;
  private final int rowStride;
  private final int columnStride;
  private final int columns;
  private final int[] places;

  /** Creates an array of zeros. */
  PackedWriter(PackedArray.Options options, long rows, long columns) {
    this(options, rows, columns, Shape.SCALAR);
  }

  /**
   * Creates an array of zeros whose cells are arrays of {@code n} numbers. Column {@code i} is then
   * the number {@code i % n}, in C order, of the cell {@code i / n}.
   */
  PackedWriter(PackedArray.Options options, long rows, long columns, Shape cell) {
    this.dtype = options.dtype();
    this.kind = dtype.kind();
    this.itemsize = dtype.itemsize();
    this.order = options.order();
    require(dtype);
    this.shape = shape(rows, columns, cell);
    if (shape.size() > Integer.MAX_VALUE / itemsize) {
      throw new IllegalArgumentException(
          "an array of "
              + dtype
              + " and shape "
              + shape
              + " does not fit into a Java buffer of 2 GiB; create it in parts");
    }
    int size = (int) shape.size() * itemsize;
    ByteBuffer made = options.memory().allocate(size);
    this.bytes = made.order(ByteOrder.LITTLE_ENDIAN);
    boolean byRows = order == Order.C;
    this.columns = (int) columns;
    this.places = places(cell);
    this.rowStride = byRows ? (int) (columns * cell.size()) * itemsize : itemsize;
    this.columnStride = byRows ? itemsize : (int) rows * itemsize;
  }

  private static void require(DType dtype) {
    boolean known =
        switch (dtype.kind()) {
          case BOOL, INT, UINT, FLOAT -> true;
          default -> false;
        };
    if (!known || dtype.endian() == Endian.BIG) {
      throw new IllegalArgumentException(
          "dtype must be bool, an int, a uint or a float, little-endian, but was " + dtype);
    }
  }

  PackedArray done() {
    return new PackedArray(bytes, dtype, shape, order);
  }

  private static Shape shape(long rows, long columns, Shape cell) {
    long[] dims = new long[2 + cell.ndim()];
    dims[0] = rows;
    dims[1] = columns;
    System.arraycopy(cell.dims(), 0, dims, 2, cell.ndim());
    return Shape.of(dims);
  }

  /** Returns the positions in F order of the numbers of a cell in C order. */
  private static int[] places(Shape cell) {
    int[] places = new int[(int) cell.size()];
    for (int i = 0; i < places.length; i++) {
      int rest = i;
      int stride = places.length;
      for (int axis = cell.ndim() - 1; axis >= 0; axis--) {
        stride /= (int) cell.dim(axis);
        places[i] += rest % (int) cell.dim(axis) * stride;
        rest /= (int) cell.dim(axis);
      }
    }
    return places;
  }

  private int at(int row, int column) {
    int place = column;
    if (order == Order.F && places.length > 1) {
      place = column / places.length + columns * places[column % places.length];
    }
    return row * rowStride + place * columnStride;
  }

  /**
   * Puts a Python int.
   *
   * @throws IllegalArgumentException if it does not fit, with NumPy's message
   */
  void put(int row, int column, long value) {
    store(at(row, column), value);
  }

  /** Puts consecutive ints; fast for the most common layout. */
  void put(int row, int column, int[] values) {
    if (kind == Kind.INT && itemsize == Integer.BYTES && order == Order.C) {
      bytes
          .slice(at(row, column), values.length * itemsize)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .put(values);
      return;
    }
    for (int i = 0; i < values.length; i++) {
      put(row, column + i, values[i]);
    }
  }

  /**
   * Puts a Python float, truncated if the dtype is an integer.
   *
   * @throws IllegalArgumentException if it does not fit, with Python's or NumPy's message
   */
  void putReal(int row, int column, double value) {
    if (kind == Kind.INT || kind == Kind.UINT) {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("cannot convert float NaN to integer");
      }
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("cannot convert float infinity to integer");
      }
      if (value >= 0x1p63 && value < 0x1p64 && kind == Kind.UINT && itemsize == Long.BYTES) {
        storeBits(at(row, column), (long) (value - 0x1p63) ^ Long.MIN_VALUE);
        return;
      }
      if (value < -0x1p63 || value >= 0x1p63) {
        throw new IllegalArgumentException("Python int too large to convert to C long");
      }
    }
    storeReal(at(row, column), value);
  }

  /** Adds one to a count. */
  void increment(int row, int column) {
    int at = at(row, column);
    long count = (kind == Kind.FLOAT ? (long) real(at) : whole(at)) + 1;
    store(at, count);
    if (kind == Kind.FLOAT && (long) real(at) != count) {
      throw new IllegalArgumentException("a count of " + count + " does not fit " + dtype);
    }
  }

  /** Fills the array with a number. */
  void fill(PadValue value) {
    if (value.isZero()) {
      return;
    }
    for (int at = 0; at < bytes.capacity(); at += itemsize) {
      if (value.isWhole()) {
        store(at, value.whole());
      } else {
        storeReal(at, value.real());
      }
    }
    if (bytes.capacity() == 0 && value.isWhole()) {
      requireFits(value.whole());
    }
  }

  private double real(int at) {
    return switch (itemsize) {
      case Short.BYTES -> Float16.toFloat(bytes.getShort(at));
      case Float.BYTES -> bytes.getFloat(at);
      default -> bytes.getDouble(at);
    };
  }

  private long whole(int at) {
    return switch (itemsize) {
      case Byte.BYTES -> kind == Kind.INT ? bytes.get(at) : bytes.get(at) & 0xff;
      case Short.BYTES -> kind == Kind.INT ? bytes.getShort(at) : bytes.getShort(at) & 0xffff;
      case Integer.BYTES ->
          kind == Kind.INT ? bytes.getInt(at) : Integer.toUnsignedLong(bytes.getInt(at));
      default -> bytes.getLong(at);
    };
  }

  private void store(int at, long value) {
    if (kind == Kind.FLOAT) {
      storeReal(at, (double) value);
    } else if (kind == Kind.BOOL) {
      bytes.put(at, (byte) (value == 0 ? 0 : 1));
    } else {
      requireFits(value);
      storeBits(at, value);
    }
  }

  private void storeBits(int at, long value) {
    switch (itemsize) {
      case Byte.BYTES -> bytes.put(at, (byte) value);
      case Short.BYTES -> bytes.putShort(at, (short) value);
      case Integer.BYTES -> bytes.putInt(at, (int) value);
      default -> bytes.putLong(at, value);
    }
  }

  private void requireFits(long value) {
    if (kind == Kind.FLOAT || kind == Kind.BOOL) {
      return;
    }
    boolean signed = kind == Kind.INT;
    int bits = signed ? 8 * itemsize - 1 : 8 * itemsize;
    long max = itemsize == Long.BYTES ? Long.MAX_VALUE : (1L << bits) - 1;
    if (value > max || value < (signed ? -max - 1 : 0)) {
      throw new IllegalArgumentException("Python integer " + value + " out of bounds for " + dtype);
    }
  }

  /** Stores a Python float, truncated towards zero if the dtype is an integer. */
  private void storeReal(int at, double value) {
    if (kind == Kind.FLOAT && itemsize == Short.BYTES) {
      bytes.putShort(at, Float16.nearest(value));
    } else if (kind == Kind.FLOAT && itemsize == Float.BYTES) {
      bytes.putFloat(at, (float) value);
    } else if (kind == Kind.FLOAT) {
      bytes.putDouble(at, value);
    } else if (kind == Kind.BOOL) {
      bytes.put(at, (byte) (value == 0 ? 0 : 1));
    } else if (value > -0x1p63 && value < 0x1p63) {
      store(at, (long) value);
    } else {
      throw new IllegalArgumentException("the value " + value + " does not fit " + dtype);
    }
  }
}
