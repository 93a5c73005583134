package dev.brine.cli.inspect;

import dev.brine.cli.inspect.NumberSummary.LongCounts;
import dev.brine.cli.print.Column;
import dev.brine.cli.print.Columns;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Strings: how long, and from which to which in the order of their characters. */
final class TextSummary implements Summary {
  private final TextCounts values = new TextCounts();
  private long count;
  private long shortest = Long.MAX_VALUE;
  private long longest;
  private @Nullable String min;
  private @Nullable String max;

  @Override
  public void add(NdArray block) {
    Column column = Columns.of(block);
    for (int i = 0; i < column.size(); i++) {
      add(column.text(i));
    }
  }

  /** Takes a string. */
  void add(String text) {
    count++;
    int length = text.codePointCount(0, text.length());
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    min = min == null || text.compareTo(min) < 0 ? text : min;
    max = max == null || text.compareTo(max) > 0 ? text : max;
    values.add(text);
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
    if (min == null || max == null) {
      return;
    }
    report.count("shortest", shortest);
    report.count("longest", longest);
    report.value("min", min, false);
    report.value("max", max, false);
    values.report(report);
  }

  /** How often each of few strings occurs; once there are many, only that. */
  private static final class TextCounts {
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

    /** Reports the number of strings, and lists them if they are few. */
    void report(Report report) throws IOException {
      report.distinct(counts.size(), more);
      if (!more && !counts.isEmpty() && counts.size() <= LongCounts.FEW) {
        report.counts("values", counts);
      }
    }
  }
}
