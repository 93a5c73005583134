package dev.brine.cli.summary;

import dev.brine.cli.element.Scalars;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import java.io.IOException;

/** Floats: NaN and infinities are counted, and left out of mean and deviation. */
final class FloatSummary implements Summary {
  private static final int CHUNK = 1 << 13;

  private final DType dtype;
  private final double[] doubles = new double[CHUNK];
  private final Moments moments = new Moments();
  private final LongCounts values = new LongCounts();
  private long count;
  private long nans;
  private long infinities;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  FloatSummary(DType dtype) {
    this.dtype = dtype;
  }

  /** A summary of Python's floats. */
  FloatSummary() {
    this(DTypes.FLOAT64);
  }

  @Override
  public void add(NdArray block) {
    // 80-bit floats as the nearest doubles
    NumericArray numbers = ((NumericArray) block).rounded();
    for (long from = 0; from < numbers.size(); from += CHUNK) {
      int length = (int) Math.min(CHUNK, numbers.size() - from);
      numbers.copyTo(Order.C, from, doubles, 0, length);
      add(length);
    }
  }

  /** Takes floats. */
  void add(double[] chunk) {
    for (int done = 0; done < chunk.length; done += CHUNK) {
      int length = Math.min(CHUNK, chunk.length - done);
      System.arraycopy(chunk, done, doubles, 0, length);
      add(length);
    }
  }

  private void add(int length) {
    int finite = 0;
    for (int i = 0; i < length; i++) {
      double value = doubles[i];
      values.add(value == 0 ? 0 : Double.doubleToLongBits(value));
      if (Double.isNaN(value)) {
        nans++;
        continue;
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (Double.isInfinite(value)) {
        infinities++;
      } else {
        doubles[finite++] = value;
      }
    }
    moments.add(doubles, 0, finite);
    count += length;
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
    report.count("nan", nans);
    if (infinities > 0) {
      report.count("infinite", infinities);
    }
    if (count > nans) {
      report.value("min", text(min), true);
      report.value("max", text(max), true);
      moments.report(report);
    }
    if (count > 0) {
      values.report(report, bits -> text(Double.longBitsToDouble(bits)));
    }
  }

  private String text(double value) {
    return Scalars.text(value, dtype);
  }
}
