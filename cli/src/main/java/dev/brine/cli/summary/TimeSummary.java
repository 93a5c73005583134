package dev.brine.cli.summary;

import dev.brine.cli.element.Scalars;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.TimeType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Moments or spans of time. */
final class TimeSummary implements Summary {
  private final LongCounts values = new LongCounts();
  private @Nullable TimeType type;
  private long count;
  private long missing;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  @Override
  public void add(NdArray block) {
    type = ((TimeArray) block).dtype();
    for (long value : block.toLongArray()) {
      count++;
      values.add(value);
      if (value == TimeArray.NAT) {
        missing++;
      } else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
    report.count("nat", missing);
    TimeType known = type;
    if (known == null || count == 0) {
      return;
    }
    if (count > missing) {
      report.value("min", Scalars.text(min, known), false);
      report.value("max", Scalars.text(max, known), false);
    }
    values.report(report, value -> Scalars.text(value, known));
  }
}
