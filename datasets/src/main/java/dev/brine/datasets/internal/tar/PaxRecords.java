package dev.brine.datasets.internal.tar;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a POSIX extended header says of the member that follows: lines of {@code length key=value}.
 * Times, owners and comments do not matter.
 *
 * @param path its path, or null
 * @param size its size, or null
 */
record PaxRecords(@Nullable String path, @Nullable Long size) {
  private static final int MOST_DIGITS = 18;

  static PaxRecords parse(byte[] data, Location location)
      throws MalformedException, UnsupportedException {
    String path = null;
    Long size = null;
    for (int at = 0; at < data.length; ) {
      int blank = indexOf(data, ' ', at);
      long length = number(data, at, blank, location);
      int equals = indexOf(data, '=', at);
      int end = (int) Math.min(at + length, data.length + 1L);
      if (end > data.length || equals < blank || equals >= end || data[end - 1] != '\n') {
        throw broken(location);
      }
      String key = new String(data, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
      if (key.equals("path")) {
        path = new String(data, equals + 1, end - equals - 2, StandardCharsets.UTF_8);
      } else if (key.equals("size")) {
        size = number(data, equals + 1, end - 1, location);
      } else if (key.startsWith("GNU.sparse")) {
        throw new UnsupportedException(location, "sparse members of tar archives are not read");
      }
      at = end;
    }
    return new PaxRecords(path, size);
  }

  private static int indexOf(byte[] data, char c, int from) {
    int at = from;
    while (at < data.length && data[at] != c) {
      at++;
    }
    return at;
  }

  private static long number(byte[] data, int from, int to, Location location)
      throws MalformedException {
    if (to <= from || to - from > MOST_DIGITS || to > data.length) {
      throw broken(location);
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        throw broken(location);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static MalformedException broken(Location location) {
    return new MalformedException(Kind.CONTAINER, location, "the extended tar header is broken");
  }
}
