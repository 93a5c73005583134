package dev.brine.convert.internal.table;

/** What a cell is by its spelling, or by JSON's own types. */
enum CellKind {
  /** Nothing: what is missing. */
  EMPTY(1),
  /** Nothing, between quotes. */
  QUOTED_EMPTY(1 << 1),
  /** Fits int64. */
  INT(1 << 2),
  /** Fits uint64 only. */
  UNSIGNED(1 << 3),
  /** An int that fits neither. */
  BIG(1 << 4),
  FLOAT(1 << 5),
  /** A string of JSON that stands for NaN or an infinity where others are numbers. */
  SPECIAL(1 << 6),
  COMPLEX(1 << 7),
  BOOL(1 << 8),
  /** A date, or a date and a time of day. */
  MOMENT(1 << 9),
  /** NaT. */
  NO_MOMENT(1 << 10),
  TEXT(1 << 11);

  private final int bit;

  CellKind(int bit) {
    this.bit = bit;
  }

  /** A bit of its own, for sets of kinds. */
  int bit() {
    return bit;
  }
}
