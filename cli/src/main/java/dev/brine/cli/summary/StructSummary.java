package dev.brine.cli.summary;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Field;
import dev.brine.npy.dtype.StructType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Records: each field by itself. */
final class StructSummary implements Summary {
  private final StructType dtype;
  private final List<Summary> fields = new ArrayList<>();
  private long count;

  /**
   * A summary of records.
   *
   * @param summaries makes those of the fields
   */
  StructSummary(StructType dtype, Function<DType, Summary> summaries) {
    this.dtype = dtype;
    for (Field field : dtype.fields()) {
      fields.add(summaries.apply(field.dtype()));
    }
  }

  @Override
  public void add(NdArray block) {
    StructArray records = (StructArray) block;
    count += records.size();
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).add(records.field(dtype.fields().get(i).name()));
    }
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
    report.begin("fields");
    for (int i = 0; i < fields.size(); i++) {
      report.begin(dtype.fields().get(i).name());
      fields.get(i).report(report);
      report.end();
    }
    report.end();
  }
}
