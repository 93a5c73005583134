package dev.brine.scan.internal.form;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a POSIX extended header of a tar archive says: lines of {@code length key=value}.
 *
 * @param path the path of the file it is about, or null
 * @param size that file's size in bytes, or -1
 * @param sparse whether the file is one of GNU tar with holes
 */
public record PaxRecords(@Nullable String path, long size, boolean sparse) {
  /** Nothing said. */
  public static final PaxRecords NONE = new PaxRecords(null, -1, false);

  private static final int MOST_DIGITS = 18;

  /** Reads them; null if the lengths do not lead from one to the next, up to the end. */
  public static @Nullable PaxRecords parse(byte[] data) {
    String path = null;
    long size = -1;
    boolean sparse = false;
    for (int at = 0; at < data.length; ) {
      int blank = indexOf(data, ' ', at);
      long length = number(data, at, blank);
      int equals = indexOf(data, '=', at);
      if (length < 0 || length > data.length - at) {
        return null;
      }
      int end = at + (int) length;
      if (equals < blank || equals >= end || data[end - 1] != '\n') {
        return null;
      }
      String key = new String(data, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
      if (key.equals("path")) {
        path = new String(data, equals + 1, end - equals - 2, StandardCharsets.UTF_8);
      } else if (key.equals("size")) {
        size = number(data, equals + 1, end - 1);
        if (size < 0) {
          return null;
        }
      }
      sparse |= key.startsWith("GNU.sparse");
      at = end;
    }
    return new PaxRecords(path, size, sparse);
  }

  /** These, and over them what later ones say. */
  public PaxRecords and(PaxRecords later) {
    return new PaxRecords(
        later.path == null ? path : later.path,
        later.size < 0 ? size : later.size,
        sparse || later.sparse);
  }

  private static int indexOf(byte[] data, char c, int from) {
    int at = from;
    while (at < data.length && data[at] != c) {
      at++;
    }
    return at;
  }

  private static long number(byte[] data, int from, int to) {
    if (to <= from || to - from > MOST_DIGITS || to > data.length) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
