package dev.brine.convert.internal.table;

import dev.brine.npy.dtype.DType;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes cells as elements. */
final class CellWriter {
  /** NaT. */
  private static final long NO_MOMENT = Long.MIN_VALUE;

  private CellWriter() {}

  /**
   * Writes a cell.
   *
   * @throws IllegalArgumentException if the cell is none of this dtype
   */
  static void put(Cells cells, int cell, DType dtype, ByteBuffer to) {
    switch (dtype.kind()) {
      case BOOL -> to.put((byte) (cells.word(cell).equalsIgnoreCase("true") ? 1 : 0));
      case INT -> integer(Long.parseLong(cells.word(cell)), dtype, to);
      case UINT -> to.putLong(Long.parseUnsignedLong(cells.word(cell)));
      case FLOAT ->
          to.putDouble(isMissing(cells, cell) ? Double.NaN : Numerals.real(cells.word(cell)));
      case COMPLEX -> complex(cells, cell, to);
      case DATETIME -> to.putLong(moment(cells, cell, dtype));
      default -> text(cells.chars(cell), dtype, to);
    }
  }

  private static boolean isMissing(Cells cells, int cell) {
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

  private static void complex(Cells cells, int cell, ByteBuffer to) {
    if (isMissing(cells, cell)) {
      to.putDouble(Double.NaN).putDouble(0);
    } else if (cells.kind(cell) == CellKind.COMPLEX) {
      double[] parts = Objects.requireNonNull(Numerals.complex(cells.word(cell)));
      to.putDouble(parts[0]).putDouble(parts[1]);
    } else {
      to.putDouble(Numerals.real(cells.word(cell))).putDouble(0);
    }
  }

  private static long moment(Cells cells, int cell, DType dtype) {
    if (isMissing(cells, cell) || cells.kind(cell) == CellKind.NO_MOMENT) {
      return NO_MOMENT;
    }
    Moment moment = Moment.parse(cells.word(cell));
    if (moment == null) {
      throw new IllegalArgumentException("no moment");
    }
    return moment.count(Moment.Unit.of(dtype));
  }

  private static void text(CharSequence text, DType dtype, ByteBuffer to) {
    int end = to.position() + dtype.itemsize();
    int points = Character.codePointCount(text, 0, text.length());
    if (Integer.BYTES * points > dtype.itemsize()) {
      throw new IllegalArgumentException("too long a text");
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
