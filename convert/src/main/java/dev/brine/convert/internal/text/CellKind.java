package dev.brine.convert.internal.text;

/** The kind of a cell: by its text in CSV, by its type in JSON. */
enum CellKind {
  /** A missing value. */
  EMPTY(0),
  /** An empty string in quotes. */
  QUOTED_EMPTY(1),
  /** Fits int64. */
  INT(2),
  /** Fits uint64 only. */
  UNSIGNED(3),
  /** An int that fits neither. */
  BIG(4),
  FLOAT(5),
  /** A JSON string that means NaN or an infinity in a column of numbers. */
  SPECIAL(6),
  COMPLEX(7),
  BOOL(8),
  /** A date, or a date and a time of day. */
  DATETIME(9),
  /** NaT. */
  NOT_A_TIME(10),
  TEXT(11);

  private static final CellKind[] KINDS = values();

  private final byte code;

  CellKind(int code) {
    this.code = (byte) code;
  }

  /** Returns a small number that identifies this kind. */
  byte code() {
    return code;
  }

  /** Returns the kind with this code. */
  static CellKind of(byte code) {
    return KINDS[code];
  }

  /** Returns the bit of this kind in a set of kinds. */
  int bit() {
    return 1 << code;
  }
}
