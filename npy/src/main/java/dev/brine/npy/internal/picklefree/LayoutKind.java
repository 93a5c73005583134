package dev.brine.npy.internal.picklefree;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kind of a layout: what the members hold in place of Python objects. */
public enum LayoutKind {
  /** Only None: a mask and no other member. */
  NONE,
  BOOL,
  /** int32, or int64 where they need it. */
  INT,
  /** float64. */
  FLOAT,
  /** complex128. */
  COMPLEX,
  /** {@code U}. */
  STR,
  /** Strings as UTF-8 bytes, and where each string starts. */
  UTF8,
  /** {@code S}. */
  BYTES,
  /** All bytes, and where each element starts. */
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
  /** Rows of different lengths: all items, and where each row starts. */
  ROWS,
  /** Rows of one length: one more axis. */
  EQUAL,
  /** A dict with str keys: one or more members per key. */
  DICT,
  /** An array, as it is. */
  ARRAY,
  /** An array of objects inside a dict. */
  OBJECTS,
  /** A masked array: its data, its mask and its fill value. */
  MASKED,
  /** Anything: tagged JSON. */
  JSON;

  /** The name in a form. */
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
