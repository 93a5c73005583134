package dev.brine.cli.inspect;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** How often each of few values occurs; once there are many, only that. */
final class LongCounts {
  /** How many values are told apart. */
  static final int MANY = 1_000;

  /** Up to how many are listed. */
  static final int FEW = 12;

  private static final int SLOTS = 4 * 1_024;

  private final long[] keys = new long[SLOTS];
  private final long[] counts = new long[SLOTS];
  private int distinct;
  private boolean more;

  /** Takes a value. */
  void add(long key) {
    if (more) {
      return;
    }
    int slot = (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 52);
    while (counts[slot] > 0 && keys[slot] != key) {
      slot = (slot + 1) % SLOTS;
    }
    if (counts[slot] == 0) {
      if (distinct == MANY) {
        more = true;
        return;
      }
      distinct++;
      keys[slot] = key;
    }
    counts[slot]++;
  }

  /**
   * Tells how many values there are, and lists few.
   *
   * @param text of a value
   */
  void report(Report report, LongFunction<String> text) throws IOException {
    report.distinct(distinct, more);
    if (more || distinct > FEW || distinct == 0) {
      return;
    }
    long[] sorted = new long[distinct];
    int found = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      if (counts[slot] > 0) {
        sorted[found++] = keys[slot];
      }
    }
    Arrays.sort(sorted);
    Map<String, Long> listed = new LinkedHashMap<>();
    for (long key : sorted) {
      listed.put(text.apply(key), count(key));
    }
    report.counts("values", listed);
  }

  private long count(long key) {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (counts[slot] > 0 && keys[slot] == key) {
        return counts[slot];
      }
    }
    return 0;
  }
}
