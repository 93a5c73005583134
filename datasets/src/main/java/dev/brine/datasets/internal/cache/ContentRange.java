package dev.brine.datasets.internal.cache;

import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Range} header (RFC 9110, section 14.4).
 *
 * @param first the position of the first byte
 * @param total the size of the whole file, or -1 if the server does not know it
 */
record ContentRange(long first, long total) {

  /** Reads {@code bytes FIRST-LAST/TOTAL}; null if it is anything else or contradicts itself. */
  static @Nullable ContentRange parse(String header) {
    String text = header.trim();
    int dash = text.indexOf('-');
    int slash = text.indexOf('/');
    if (!text.startsWith("bytes ") || dash < 0 || slash < dash) {
      return null;
    }
    try {
      long first = Long.parseLong(text.substring("bytes ".length(), dash).trim());
      long last = Long.parseLong(text.substring(dash + 1, slash).trim());
      String size = text.substring(slash + 1).trim();
      long total = size.equals("*") ? -1 : Long.parseLong(size);
      boolean sensible =
          first >= 0 && first <= last && (total < 0 ? size.equals("*") : last < total);
      return sensible ? new ContentRange(first, total) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
