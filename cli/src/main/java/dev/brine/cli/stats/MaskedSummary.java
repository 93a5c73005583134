package dev.brine.cli.stats;

import dev.brine.cli.summary.Report;
import dev.brine.cli.summary.Summaries;
import dev.brine.cli.summary.Summary;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.dtype.DType;
import java.io.IOException;
import java.util.Arrays;

/** What is told of a masked array: of the elements that are not masked, and how many are. */
final class MaskedSummary implements Summary {
  private final Summary shown;
  private long masked;

  private MaskedSummary(Summary shown) {
    this.shown = shown;
  }

  /** Whether {@link #of} can take it: objects, and masks by fields, it cannot. */
  static boolean canTake(MaskedValue value) {
    return value.mask().dtype().kind() == DType.Kind.BOOL && !value.data().dtype().hasObject();
  }

  static Summary of(MaskedValue value) {
    boolean[] mask = value.mask().toBooleanArray();
    int[] indexes = new int[mask.length];
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (!mask[i]) {
        indexes[count++] = i;
      }
    }
    NdArray line = value.data().reshape(mask.length);
    MaskedSummary summary = new MaskedSummary(Summaries.of(line.dtype()));
    summary.add(NdArrays.take(line, Arrays.copyOf(indexes, count)));
    summary.masked = (long) mask.length - count;
    return summary;
  }

  @Override
  public void add(NdArray block) {
    shown.add(block);
  }

  @Override
  public void report(Report report) throws IOException {
    shown.report(report);
    report.count("masked", masked);
  }
}
