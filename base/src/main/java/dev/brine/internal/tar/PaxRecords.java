package dev.brine.internal.tar;

import dev.brine.internal.tar.TarHeader.PythonInts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The relevant records of a POSIX extended header. A record is {@code length key=value}, and the
 * last record of a key counts.
 *
 * @param path the path of the member, or null
 * @param size the size of the member, or null
 * @param isSparse whether the member is a sparse file of GNU tar
 * @param isBroken whether a record is malformed; those before it count
 */
record PaxRecords(@Nullable String path, @Nullable Long size, boolean isSparse, boolean isBroken) {
  static final PaxRecords NONE = new PaxRecords(null, null, false, false);

  private static final int MOST_DIGITS = 9;

  static PaxRecords parse(byte[] data) {
    String path = null;
    String sparsePath = null;
    Long size = null;
    boolean sparse = false;
    boolean broken = false;
    int at = 0;
    while (at < data.length && data[at] != 0) {
      int blank = indexOf(data, ' ', at);
      int end = at + length(data, at, blank);
      int equals = indexOf(data, '=', at);
      // the shortest record is "5 x=\n"
      if (end - at < 5 || end > data.length || equals <= blank + 1 || equals >= end) {
        break;
      }
      if (data[end - 1] != '\n') {
        break;
      }
      String key = new String(data, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
      switch (key) {
        case "path" -> path = TarReader.withoutSlashes(text(data, equals + 1, end - 1));
        case "GNU.sparse.name" -> sparsePath = text(data, equals + 1, end - 1);
        case "size" -> {
          long value = PythonInts.parse(data, equals + 1, end - 1, 10);
          size = value == TarHeader.IMPOSSIBLE ? 0 : value; // as in Python
          broken |= !isDecimal(data, equals + 1, end - 1);
        }
        default -> {}
      }
      sparse |= key.startsWith("GNU.sparse.");
      at = end;
    }
    broken |= at < data.length;
    return new PaxRecords(sparsePath == null ? path : sparsePath, size, sparse, broken);
  }

  /** Returns these records, with missing values taken from {@code others}. */
  PaxRecords orElse(PaxRecords others) {
    return new PaxRecords(
        path == null ? others.path : path,
        size == null ? others.size : size,
        isSparse || others.isSparse,
        isBroken);
  }

  private static String text(byte[] data, int from, int to) {
    return new String(data, from, to - from, StandardCharsets.UTF_8);
  }

  private static int indexOf(byte[] data, char c, int from) {
    int at = from;
    while (at < data.length && data[at] != c) {
      at++;
    }
    return at;
  }

  private static boolean isDecimal(byte[] data, int from, int to) {
    for (int i = from; i < to; i++) {
      if (data[i] < '0' || data[i] > '9') {
        return false;
      }
    }
    return from < to;
  }

  /** Returns the length of a record, in decimal digits; 0 if it is not a number. */
  private static int length(byte[] data, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9 || i - from >= MOST_DIGITS) {
        return 0;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
