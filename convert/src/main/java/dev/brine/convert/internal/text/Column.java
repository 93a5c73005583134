package dev.brine.convert.internal.text;

import dev.brine.convert.internal.text.CellTypes.CellKind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import java.util.Objects;

/** Collects the kinds of the cells of a column, to find the dtype that holds them all. */
final class Column {
  private static final int EMPTIES = CellKind.EMPTY.bit() | CellKind.QUOTED_EMPTY.bit();
  private static final int INTS = CellKind.INT.bit() | CellKind.UNSIGNED.bit() | CellKind.BIG.bit();
  private static final int FLOATS = CellKind.FLOAT.bit() | CellKind.SPECIAL.bit();
  private static final int NUMBERS = INTS | FLOATS | CellKind.COMPLEX.bit();
  private static final int DATETIMES = CellKind.DATETIME.bit() | CellKind.NOT_A_TIME.bit();

  /** The largest int up to which float64 represents all ints. */
  private static final long EXACT = 1L << 53;

  private int seen;
  private boolean negative;
  private boolean wide;
  private boolean inexact;
  private boolean distant;
  private IsoDateTime.Unit unit = IsoDateTime.Unit.MONTH;
  private int longest = 1;
  private long longestLine;
  private long bytes;

  /** Adds a cell of the row on a line. */
  void add(RowCells cells, int cell, long line) {
    CellKind kind = cells.kind(cell);
    seen |= kind.bit();
    switch (kind) {
      case INT -> integer(Long.parseLong(cells.word(cell)));
      case UNSIGNED -> inexact = true;
      case BIG -> {
        inexact = true;
        negative |= cells.chars(cell).charAt(0) == '-';
      }
      case DATETIME -> datetime(Objects.requireNonNull(IsoDateTime.parse(cells.word(cell))));
      default -> {}
    }
    length(cells.chars(cell), kind, line);
  }

  private void integer(long value) {
    negative |= value < 0;
    wide |= value != (int) value;
    inexact |= value > EXACT || value < -EXACT;
  }

  private void datetime(IsoDateTime datetime) {
    distant |= !datetime.hasNanoseconds();
    unit = datetime.unit().compareTo(unit) > 0 ? datetime.unit() : unit;
  }

  private void length(CharSequence text, CellKind kind, long line) {
    boolean ascii = kind != CellKind.TEXT;
    int points = ascii ? text.length() : Character.codePointCount(text, 0, text.length());
    bytes += ascii ? points : TextInput.utf8(text);
    if (points > longest || longestLine == 0) {
      longest = Math.max(points, 1);
      longestLine = line;
    }
  }

  /** Adds the cells of another column. */
  void add(Column other) {
    seen |= other.seen;
    negative |= other.negative;
    wide |= other.wide;
    inexact |= other.inexact;
    distant |= other.distant;
    unit = other.unit.compareTo(unit) > 0 ? other.unit : unit;
    bytes += other.bytes;
    if (other.longest > longest || longestLine == 0) {
      longest = other.longest;
      longestLine = other.longestLine;
    }
  }

  private boolean has(int kinds) {
    return (seen & kinds) != 0;
  }

  private boolean hasOnly(int kinds) {
    return (seen & ~kinds) == 0;
  }

  /** Returns whether a cell is empty. */
  boolean hasEmpty() {
    return has(EMPTIES);
  }

  /** Returns whether all cells are empty. */
  boolean isEmpty() {
    return hasOnly(EMPTIES);
  }

  /** Returns whether a cell is text. */
  boolean hasText() {
    return has(CellKind.TEXT.bit());
  }

  /** Returns whether all values of JSON are numbers or nulls, or bools, or strings. */
  boolean isOneType() {
    int types = has(INTS | CellKind.FLOAT.bit()) ? 1 : 0;
    types += has(CellKind.BOOL.bit()) ? 1 : 0;
    types += hasText() ? 1 : 0;
    boolean words = has(CellKind.SPECIAL.bit()) && has(CellKind.BOOL.bit());
    return types < 2 && !words && !(has(EMPTIES) && has(CellKind.BOOL.bit() | CellKind.TEXT.bit()));
  }

  /** Returns the dtype that holds all cells without loss; float64 if all are empty. */
  DType dtype() {
    if (isEmpty()) {
      return has(CellKind.QUOTED_EMPTY.bit()) ? DTypes.str(1) : DTypes.FLOAT64;
    }
    if (hasOnly(CellKind.BOOL.bit())) {
      return DTypes.BOOL;
    }
    if (hasOnly(DATETIMES | EMPTIES) && has(CellKind.DATETIME.bit())) {
      return distant && unit == IsoDateTime.Unit.NANOSECOND ? DTypes.str(longest) : unit.dtype();
    }
    if (!hasOnly(NUMBERS | EMPTIES)) {
      return DTypes.str(longest);
    }
    if (has(CellKind.COMPLEX.bit())) {
      return DTypes.COMPLEX128;
    }
    return has(FLOATS) ? DTypes.FLOAT64 : ints();
  }

  /** Returns the dtype of ints; empty cells are NaN, which makes all of them floats. */
  private DType ints() {
    boolean unsigned = has(CellKind.UNSIGNED.bit());
    boolean lost = has(EMPTIES) ? inexact : has(CellKind.BIG.bit()) || (negative && unsigned);
    if (lost) {
      return DTypes.str(longest);
    }
    return has(EMPTIES) ? DTypes.FLOAT64 : unsigned ? DTypes.UINT64 : DTypes.INT64;
  }

  /** Returns whether all cells are ints and float64 cannot represent one of them. */
  boolean hasInexactInts() {
    return hasOnly(INTS) && inexact;
  }

  /** Returns the dtype of the items of ragged rows: for ints, int32 if all fit. */
  DType itemType() {
    DType dtype = dtype();
    return dtype.equals(DTypes.INT64) && !wide ? DTypes.INT32 : dtype;
  }

  /** Returns the line of the longest cell. */
  long longestLine() {
    return longestLine;
  }

  /** Returns the size of all cells in UTF-8. */
  long bytes() {
    return bytes;
  }

  /**
   * The size of strings in an array, where each is as wide as the longest.
   *
   * @param wide the size of the array in bytes, at most {@link Long#MAX_VALUE}
   * @param narrow the size of the strings in UTF-8
   * @param row the size of a row of the array
   * @param line the line of the longest string
   */
  record StringWidth(long wide, long narrow, long row, long line) {
    /** No strings. */
    static final StringWidth NONE = new StringWidth(0, 0, 0, 0);

    /** Smaller arrays are never refused. */
    private static final long SMALL = 256 << 20;

    /** The maximum ratio of the sizes; for ASCII it is at least 4. */
    private static final long WIDER = 16;

    /** The maximum size of a row, which is held in memory. */
    private static final long MAX_ROW = 64 << 20;

    /** Returns the width with {@code count} more columns of this dtype. */
    StringWidth with(Column column, DType dtype, long each, long rows) {
      if (dtype.kind() != DType.Kind.STR) {
        return this;
      }
      long added = each * dtype.itemsize();
      boolean worst = added > row;
      long all = row + added;
      return new StringWidth(
          all > Long.MAX_VALUE / Math.max(rows, 1) ? Long.MAX_VALUE : all * rows,
          narrow + column.bytes(),
          all,
          worst ? column.longestLine() : line);
    }

    /** Returns whether the array would take much more space than the strings in UTF-8. */
    boolean isWasteful() {
      return row > MAX_ROW || (wide > SMALL && wide / WIDER > narrow);
    }

    /** Refuses an array that would take much more space than its strings in UTF-8. */
    void check(Location location, String instead) throws LimitException {
      if (isWasteful()) {
        throw new LimitException(
            location,
            "NumPy stores each string as wide as the longest, which is on line "
                + line
                + ": "
                + wide
                + " bytes for "
                + narrow
                + " of text; "
                + instead);
      }
    }
  }
}
