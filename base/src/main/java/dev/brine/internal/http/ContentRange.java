package dev.brine.internal.http;

import org.jspecify.annotations.Nullable;

/** What a {@code Content-Range} header says (RFC 9110, 14.4): bytes FIRST-LAST/TOTAL. */
record ContentRange(long first, long last, long total) {

  /** Reads the header's value; null if it is none, or does not say all three. */
  static @Nullable ContentRange parse(String value) {
    int dash = value.indexOf('-');
    int slash = value.indexOf('/');
    if (!value.startsWith("bytes ") || dash < 0 || slash < dash) {
      return null;
    }
    try {
      ContentRange range =
          new ContentRange(
              Long.parseLong(value.substring("bytes ".length(), dash).strip()),
              Long.parseLong(value.substring(dash + 1, slash).strip()),
              Long.parseLong(value.substring(slash + 1).strip()));
      return range.first >= 0 && range.last >= range.first && range.last < range.total
          ? range
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
