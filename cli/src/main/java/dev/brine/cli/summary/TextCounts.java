package dev.brine.cli.summary;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How often each of few strings occurs; once there are many, only that. */
final class TextCounts {
  private final Map<String, Long> counts = new TreeMap<>();
  private boolean more;

  /** Takes a string. */
  void add(String text) {
    if (more) {
      return;
    }
    if (counts.size() == LongCounts.MANY && !counts.containsKey(text)) {
      more = true;
      return;
    }
    counts.merge(text, 1L, Long::sum);
  }

  /** Tells how many strings there are, and lists few. */
  void report(Report report) throws IOException {
    report.distinct(counts.size(), more);
    if (!more && !counts.isEmpty() && counts.size() <= LongCounts.FEW) {
      report.counts("values", counts);
    }
  }
}
