package dev.brine.npy.internal.picklefree;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands in the members in place of Python objects. */
public enum LayoutKind {
  /** Only None: a mask and nothing else. */
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
  /** Texts as UTF-8, one after another, and where each starts. */
  UTF8,
  /** {@code S}. */
  BYTES,
  /** Bytes one after another, and where each starts. */
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
  /** ListRows of different lengths: their items one after another, and where each row starts. */
  ROWS,
  /** ListRows of one length: one more axis. */
  EQUAL,
  /** A dict with str keys: a member, or several, for each. */
  DICT,
  /** An array, as it is. */
  ARRAY,
  /** An array of objects inside a dict. */
  OBJECTS,
  /** A masked array: its data, its mask, and what stands for a masked element. */
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
