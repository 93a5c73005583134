package dev.brine.cli.summary;

import dev.brine.npy.array.NdArray;
import java.io.IOException;

/** Elements of which nothing more can be said. */
final class CountSummary implements Summary {
  private long count;

  @Override
  public void add(NdArray block) {
    count += block.size();
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
  }
}
