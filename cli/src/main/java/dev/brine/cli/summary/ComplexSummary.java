package dev.brine.cli.summary;

import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import java.io.IOException;

/** Complex numbers: the real and the imaginary part each by itself. */
final class ComplexSummary implements Summary {
  private final FloatSummary real;
  private final FloatSummary imag;

  ComplexSummary(DType dtype) {
    DType part = dtype.itemsize() / 2 == Float.BYTES ? DTypes.FLOAT32 : DTypes.FLOAT64;
    real = new FloatSummary(part);
    imag = new FloatSummary(part);
  }

  @Override
  public void add(NdArray block) {
    real.add(((ComplexArray) block).real());
    imag.add(((ComplexArray) block).imag());
  }

  @Override
  public void report(Report report) throws IOException {
    report.begin("real");
    real.report(report);
    report.end();
    report.begin("imag");
    imag.report(report);
    report.end();
  }
}
