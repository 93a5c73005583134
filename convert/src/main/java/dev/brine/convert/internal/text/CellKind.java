package dev.brine.convert.internal.text;

/** What a cell is by its spelling, or by JSON's own types. */
enum CellKind {
  /** Nothing: what is missing. */
  EMPTY(0),
  /** Nothing, between quotes. */
  QUOTED_EMPTY(1),
  /** Fits int64. */
  INT(2),
  /** Fits uint64 only. */
  UNSIGNED(3),
  /** An int that fits neither. */
  BIG(4),
  FLOAT(5),
  /** A string of JSON that stands for NaN or an infinity where others are numbers. */
  SPECIAL(6),
  COMPLEX(7),
  BOOL(8),
  /** A date, or a date and a time of day. */
  MOMENT(9),
  /** NaT. */
  NO_MOMENT(10),
  TEXT(11);

  private static final CellKind[] KINDS = values();

  private final byte code;

  CellKind(int code) {
    this.code = (byte) code;
  }

  /** A small number of its own. */
  byte code() {
    return code;
  }

  /** The kind of this code. */
  static CellKind of(byte code) {
    return KINDS[code];
  }

  /** A bit of its own, for sets of kinds. */
  int bit() {
    return 1 << code;
  }
}
