package dev.brine.convert.internal.table;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.convert.internal.columns.PendingArray.Sink;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Gathers elements until there are enough rows of them to be written together. */
final class ElementBlock {
  private static final int SIZE = 1 << 20;

  private final Sink sink;
  private final DType dtype;
  private final long[] dims;
  private final int rowSize;
  private final ByteBuffer bytes;

  /**
   * Gathers the elements of an array.
   *
   * @param shape of all of it
   */
  ElementBlock(Sink sink, DType dtype, Shape shape) {
    this.sink = sink;
    this.dtype = dtype;
    this.dims = shape.dims();
    long size = dtype.itemsize();
    for (int axis = 1; axis < dims.length; axis++) {
      size *= dims[axis];
    }
    this.rowSize = Math.toIntExact(size);
    this.bytes = Columns.room(Math.max(1, SIZE / Math.max(1, rowSize)), rowSize);
  }

  /** Where the next element goes: there is room for one, if there are any. */
  ByteBuffer room() throws IOException {
    if (!bytes.hasRemaining()) {
      flush();
    }
    return bytes;
  }

  /** Writes what is left. */
  void end() throws IOException {
    if (rowSize > 0) {
      flush();
    } else {
      sink.write(Columns.of(dtype, Shape.of(dims), Columns.room(0, 0)));
    }
  }

  private void flush() throws IOException {
    long[] block = dims.clone();
    block[0] = bytes.position() / rowSize;
    ByteBuffer full = bytes.flip().slice().order(bytes.order());
    sink.write(Columns.of(dtype, Shape.of(block), full));
    bytes.clear();
  }
}
