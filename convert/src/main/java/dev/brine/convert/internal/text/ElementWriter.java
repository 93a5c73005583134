package dev.brine.convert.internal.text;

import dev.brine.convert.internal.text.CellTypes.CellKind;
import dev.brine.convert.internal.text.TextTable.PendingArray.Sink;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.PlainArrays;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes cells as elements, a block of rows at a time. */
final class ElementWriter {
  private static final int SIZE = 1 << 20;

  private final Sink sink;
  private final DType dtype;
  private final long[] dims;
  private final int rowSize;
  private final ByteBuffer bytes;

  /**
   * Creates a writer of the elements of an array.
   *
   * @param shape the shape of the whole array
   */
  ElementWriter(Sink sink, DType dtype, Shape shape) {
    this.sink = sink;
    this.dtype = dtype;
    this.dims = shape.dims();
    long size = dtype.itemsize();
    for (int axis = 1; axis < dims.length; axis++) {
      size *= dims[axis];
    }
    this.rowSize = Math.toIntExact(size);
    this.bytes = PlainArrays.room(Math.max(1, SIZE / Math.max(1, rowSize)), rowSize);
  }

  /** Returns the buffer for the next element. It has room for one unless rows are empty. */
  ByteBuffer room() throws IOException {
    if (!bytes.hasRemaining()) {
      flush();
    }
    return bytes;
  }

  /** Writes the last block. */
  void end() throws IOException {
    if (rowSize > 0) {
      flush();
    } else {
      sink.write(PlainArrays.of(dtype, Shape.of(dims), PlainArrays.room(0, 0)));
    }
  }

  private void flush() throws IOException {
    long[] block = dims.clone();
    block[0] = bytes.position() / rowSize;
    ByteBuffer full = bytes.flip().slice().order(bytes.order());
    sink.write(PlainArrays.of(dtype, Shape.of(block), full));
    bytes.clear();
  }

  /** NaT, as NumPy stores it. */
  private static final long NOT_A_TIME = Long.MIN_VALUE;

  /**
   * Writes a cell.
   *
   * @throws IllegalArgumentException if the cell is not a value of this dtype
   */
  void put(RowCells cells, int cell, DType dtype) throws IOException {
    ByteBuffer to = room();
    switch (dtype.kind()) {
      case BOOL -> to.put((byte) (cells.word(cell).equalsIgnoreCase("true") ? 1 : 0));
      case INT -> integer(Long.parseLong(cells.word(cell)), dtype, to);
      case UINT -> to.putLong(Long.parseUnsignedLong(cells.word(cell)));
      case FLOAT ->
          to.putDouble(isMissing(cells, cell) ? Double.NaN : CellTypes.real(cells.word(cell)));
      case COMPLEX -> complex(cells, cell, to);
      case DATETIME -> to.putLong(datetime(cells, cell, dtype));
      default -> text(cells.chars(cell), dtype, to);
    }
  }

  private static boolean isMissing(RowCells cells, int cell) {
    CellKind kind = cells.kind(cell);
    return kind == CellKind.EMPTY || kind == CellKind.QUOTED_EMPTY;
  }

  private static void integer(long value, DType dtype, ByteBuffer to) {
    if (dtype.itemsize() == Long.BYTES) {
      to.putLong(value);
    } else {
      to.putInt((int) value);
    }
  }

  private static void complex(RowCells cells, int cell, ByteBuffer to) {
    if (isMissing(cells, cell)) {
      to.putDouble(Double.NaN).putDouble(0);
    } else if (cells.kind(cell) == CellKind.COMPLEX) {
      double[] parts = Objects.requireNonNull(CellTypes.complex(cells.word(cell)));
      to.putDouble(parts[0]).putDouble(parts[1]);
    } else {
      to.putDouble(CellTypes.real(cells.word(cell))).putDouble(0);
    }
  }

  private static long datetime(RowCells cells, int cell, DType dtype) {
    if (isMissing(cells, cell) || cells.kind(cell) == CellKind.NOT_A_TIME) {
      return NOT_A_TIME;
    }
    IsoDateTime datetime = IsoDateTime.parse(cells.word(cell));
    if (datetime == null) {
      throw new IllegalArgumentException("not a datetime");
    }
    return datetime.count(IsoDateTime.Unit.of(dtype));
  }

  private static void text(CharSequence text, DType dtype, ByteBuffer to) {
    int end = to.position() + dtype.itemsize();
    int points = Character.codePointCount(text, 0, text.length());
    if (Integer.BYTES * points > dtype.itemsize()) {
      throw new IllegalArgumentException("the string is too long");
    }
    for (int at = 0; at < text.length(); ) {
      int point = Character.codePointAt(text, at);
      to.putInt(point);
      at += Character.charCount(point);
    }
    while (to.position() < end) {
      to.putInt(0);
    }
  }
}
