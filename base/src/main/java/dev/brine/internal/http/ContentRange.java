package dev.brine.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Range} header (RFC 9110, section 14.4).
 *
 * @param first the offset of the first byte
 * @param last the offset of the last byte
 * @param total the size of the whole file, or -1 if the server does not know it
 */
public record ContentRange(long first, long last, long total) {

  /** Reads {@code bytes FIRST-LAST/TOTAL}; null if it is anything else or contradicts itself. */
  public static @Nullable ContentRange parse(String header) {
    String text = header.strip();
    int dash = text.indexOf('-');
    int slash = text.indexOf('/');
    if (!text.startsWith("bytes ") || dash < 0 || slash < dash) {
      return null;
    }
    try {
      long first = Long.parseLong(text.substring("bytes ".length(), dash).strip());
      long last = Long.parseLong(text.substring(dash + 1, slash).strip());
      String size = text.substring(slash + 1).strip();
      boolean known = !size.equals("*");
      long total = known ? Long.parseLong(size) : -1;
      boolean consistent = first >= 0 && first <= last && (!known || last < total);
      return consistent ? new ContentRange(first, last, total) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
