package dev.brine.npy.internal.picklefree;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kind of a layout: what the members contain instead of Python objects. */
public enum LayoutKind {
  /** Only None: a mask, and no other member. */
  NONE,
  BOOL,
  /** int32, or int64 if a value needs it. */
  INT,
  /** float64. */
  FLOAT,
  /** complex128. */
  COMPLEX,
  /** {@code U}. */
  STR,
  /** Strings as UTF-8 bytes, and the start of each string. */
  UTF8,
  /** {@code S}. */
  BYTES,
  /** All bytes, and the start of each element. */
  RAW,
  /** {@code M8[D]}. */
  DATE,
  /** {@code M8[us]}. */
  DATETIME,
  /** {@code m8[us]}. */
  TIMEDELTA,
  /** {@code decimal.Decimal} as text. */
  DECIMAL,
  /** NumPy's scalars, in an array of their dtype. */
  SCALAR,
  /** Rows of different lengths: all items, and the start of each row. */
  ROWS,
  /** Rows of one length: one more axis. */
  EQUAL,
  /** A dict with str keys: one or more members per key. */
  DICT,
  /** An array, unchanged. */
  ARRAY,
  /** An array of objects inside a dict. */
  OBJECTS,
  /** A masked array: its data, its mask and its fill value. */
  MASKED,
  /** Any value, as tagged JSON. */
  JSON;

  /** The name in a layout's text. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static @Nullable LayoutKind of(String text) {
    for (LayoutKind kind : values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    return null;
  }
}
