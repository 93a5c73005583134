package dev.brine.cli.summary;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;

/** Makes summaries. */
public final class Summaries {
  private Summaries() {}

  /** A summary for arrays of this dtype. */
  public static Summary of(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT -> new IntegerSummary();
      case FLOAT, LONGDOUBLE -> new FloatSummary(dtype);
      case COMPLEX, COMPLEX_LONGDOUBLE -> new ComplexSummary(dtype);
      case BYTES, STR -> new TextSummary();
      case DATETIME, TIMEDELTA -> new TimeSummary();
      case VOID -> new CountSummary();
      case OBJECT, STRING -> new ObjectSummary();
      case STRUCT ->
          dtype.hasObject()
              ? new ObjectSummary()
              : new StructSummary((StructType) dtype, Summaries::of);
      case SUBARRAY -> of(((SubarrayType) dtype).base());
    };
  }
}
