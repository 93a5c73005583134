package dev.brine.npy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteTarget;
import dev.brine.internal.io.TargetStream;
import dev.brine.npy.SaveOptions.NumpyVersion;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.header.NpyHeaderWriter;
import dev.brine.npy.internal.object.ObjectPayload;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an array as an {@code .npy}. An array that cannot be saved is rejected before a byte is
 * written.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyWriter(
    NdArray array, DType dtype, Location location, Order order, byte[] header, NumpyVersion numpy) {
  /**
   * Prepares an array to be written.
   *
   * @param location the location of the file, for messages
   * @throws BrineException if it cannot be saved, or not with these options
   */
  static NpyWriter of(NdArray array, SaveOptions options, Location location) throws BrineException {
    if (array.dtype().hasObject() && !options.allowPickle()) {
      throw new UnsupportedException(
          location, "Object arrays cannot be saved when allow_pickle=False");
    }
    DType dtype = dtype(array, options.dtype(), location);
    boolean fortran = isFortran(array, options);
    byte[] header =
        NpyHeaderWriter.header(dtype, fortran, array.shape(), options.version(), location);
    Order order = fortran ? Order.F : Order.C;
    return new NpyWriter(reordered(array, order), dtype, location, order, header, options.numpy());
  }

  /** The dtype in the file, which is checked. */
  private static DType dtype(NdArray array, @Nullable DType wanted, Location location)
      throws UnsupportedException {
    if (wanted == null || wanted.equals(array.dtype())) {
      return array.dtype();
    }
    try {
      array.bytes(Order.C, wanted);
      return wanted;
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }

  /** As in NumPy, C is used if both orders are the same, such as with a single axis. */
  private static boolean isFortran(NdArray array, SaveOptions options) {
    if (options.order() == null) {
      return isFortran(array);
    }
    return options.order() == Order.F && longAxes(array.shape()) > 1;
  }

  /**
   * Changes the order of an object array to that of the file, because its pickle has the order,
   * too.
   */
  private static NdArray reordered(NdArray array, Order order) {
    boolean inOrder = order == Order.F ? array.isFortranContiguous() : !isFortran(array);
    if (!array.dtype().hasObject() || inOrder) {
      return array;
    }
    return order == Order.F ? array.transpose().copy().transpose() : array.copy();
  }

  private static boolean isFortran(NdArray array) {
    return array.isFortranContiguous() && !array.isContiguous();
  }

  /** The number of axes that are longer than 1; 0 for an empty array. */
  private static int longAxes(Shape shape) {
    int count = 0;
    for (int i = 0; i < shape.ndim() && shape.size() > 0; i++) {
      count += shape.dim(i) > 1 ? 1 : 0;
    }
    return count;
  }

  /** Writes header and data. */
  void write(ByteTarget target) throws IOException {
    target.write(header);
    if (array.dtype().hasObject()) {
      try (TargetStream out = new TargetStream(target)) {
        ObjectPayload.write(array, out, numpy.protocol(), location);
      }
      return;
    }
    boolean same = dtype.equals(array.dtype());
    try {
      for (ByteBuffer part : same ? array.bytes(order) : array.bytes(order, dtype)) {
        target.write(part);
      }
    } catch (ArithmeticException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }
}
