package dev.brine.scan;

import static dev.brine.internal.zip.ZipFormat.i32;
import static dev.brine.internal.zip.ZipFormat.i64;
import static dev.brine.internal.zip.ZipFormat.u16;
import static dev.brine.internal.zip.ZipFormat.u32;

import dev.brine.internal.zip.LocalHeader.Fields;
import dev.brine.internal.zip.ZipFormat;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the members that lenient readers of zip archives might find. Such readers look for an end
 * record in the last 64 KiB and trust only the fields they need: some count from the end of the
 * directory, others from its stated start, and none needs the number of members.
 */
final class LooseDirectory {
  private static final int END = ZipFormat.END_SIZE;
  private static final int END64 = ZipFormat.END64_SIZE + ZipFormat.LOCATOR64_SIZE;
  private static final int LONGEST_TAIL = 0xffff + END + END64;
  private static final int CENTRAL = ZipFormat.CENTRAL_SIZE;
  private static final int MOST_ENDS = 16;
  private static final int LARGEST = 64 << 20;

  private LooseDirectory() {}

  /**
   * A member that a directory lists.
   *
   * @param start where its local header is
   * @param compressedSize as the directory states it
   */
  record Entry(String name, int method, long start, long compressedSize, Fields header) {

    /** What two entries for the same bytes agree in; names may be spelled in two ways. */
    List<Long> key() {
      return List.of(start, (long) method, compressedSize);
    }
  }

  /** Returns whether these bytes have an end record. */
  static boolean isEnd(byte[] tail) {
    return lastEnd(tail, tail.length - END) >= 0;
  }

  /** Returns the last place up to {@code from} where an end record begins, or -1. */
  private static int lastEnd(byte[] b, int from) {
    int i = from;
    while (i >= 0) {
      // most bytes occur nowhere in the signature, which then cannot cover them
      switch (b[i]) {
        case 'P' -> {
          if (b[i + 1] == 'K' && b[i + 2] == 5 && b[i + 3] == 6) {
            return i;
          }
          i -= 4;
        }
        case 'K' -> i--;
        case 5 -> i -= 2;
        case 6 -> i -= 3;
        default -> i -= 4;
      }
    }
    return -1;
  }

  /** Up to {@code most} members that begin with a local header, by their places, each once. */
  static List<Entry> read(Content content, int most) throws IOException {
    long size = content.size();
    long from = Math.max(0, size - LONGEST_TAIL);
    byte[] tail = content.bytes(from, LONGEST_TAIL);
    Map<List<Long>, Entry> found = new LinkedHashMap<>();
    int i = lastEnd(tail, tail.length - END);
    for (int ends = 0; i >= 0 && ends < MOST_ENDS; ends++) {
      long end = from + i;
      directory(content, end, u32(tail, i + 12), u32(tail, i + 16), most, found);
      if (i >= END64
          && i32(tail, i - ZipFormat.LOCATOR64_SIZE) == ZipFormat.LOCATOR64_SIGNATURE
          && i32(tail, i - END64) == ZipFormat.END64_SIGNATURE) {
        int j = i - END64;
        directory(content, end - END64, i64(tail, j + 40), i64(tail, j + 48), most, found);
      }
      i = lastEnd(tail, i - 4);
    }
    List<Entry> entries = new ArrayList<>(found.values());
    entries.sort(Comparator.comparingLong(Entry::start));
    return entries;
  }

  private static void directory(
      Content content, long end, long size, long offset, int most, Map<List<Long>, Entry> found)
      throws IOException {
    long start = end - size;
    if (size >= CENTRAL && start >= 0) {
      entries(content, start, end, start - offset, most, found);
    }
    if (offset != start && offset >= 0 && offset <= end - CENTRAL) {
      entries(content, offset, end, 0, most, found);
    }
  }

  private static void entries(
      Content content, long start, long end, long prefix, int most, Map<List<Long>, Entry> found)
      throws IOException {
    byte[] b = content.bytes(start, (int) Math.min(end - start, LARGEST));
    int at = 0;
    while (at + CENTRAL <= b.length
        && i32(b, at) == ZipFormat.CENTRAL_SIGNATURE
        && found.size() < most) {
      int name = u16(b, at + 28);
      int extra = u16(b, at + 30);
      int next = at + CENTRAL + name + extra + u16(b, at + 32);
      if (at + CENTRAL + name + extra > b.length) {
        return;
      }
      long size = u32(b, at + 20);
      long header = u32(b, at + 42);
      int wide = at + CENTRAL + name;
      int last = wide + extra;
      while (wide + 4 <= last) {
        int id = u16(b, wide);
        int to = Math.min(last, wide + 4 + u16(b, wide + 2));
        int value = wide + 4;
        if (id == 1) {
          value += u32(b, at + 24) == ZipFormat.SATURATED ? 8 : 0;
          if (size == ZipFormat.SATURATED && value + 8 <= to) {
            size = i64(b, value);
            value += 8;
          }
          if (header == ZipFormat.SATURATED && value + 8 <= to) {
            header = i64(b, value);
          }
        }
        wide = to;
      }
      String text = new String(b, at + CENTRAL, name, StandardCharsets.UTF_8);
      add(content, text, u16(b, at + 10), header + prefix, size, found);
      if (prefix != 0) {
        add(content, text, u16(b, at + 10), header, size, found);
      }
      at = next;
    }
  }

  private static void add(
      Content content,
      String name,
      int method,
      long start,
      long compressedSize,
      Map<List<Long>, Entry> found)
      throws IOException {
    if (start < 0) {
      return;
    }
    Fields header = Fields.of(content.bytes(start, ZipFormat.LOCAL_SIZE));
    if (header != null) {
      Entry entry = new Entry(name, method, start, compressedSize, header);
      found.putIfAbsent(entry.key(), entry);
    }
  }
}
