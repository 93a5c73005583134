package dev.brine.cli.inspect;

import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Part;
import dev.brine.cli.inspect.Summary.ComplexSummary;
import dev.brine.cli.inspect.Summary.CountSummary;
import dev.brine.cli.inspect.Summary.MaskedSummary;
import dev.brine.cli.inspect.Summary.StructSummary;
import dev.brine.cli.inspect.Summary.TimeSummary;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

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

  /** Summarises whole arrays, large ones a few rows at a time. */
  static final class PartSummary {
    private static final long ELEMENTS = 1 << 16;

    private PartSummary() {}

    /** Reads the array of a part, which has this header. */
    static Summary of(Part part, NpyHeader header) throws IOException {
      long rows = Blocks.rows(header, ELEMENTS);
      try (Blocks blocks = Blocks.open(part, header)) {
        NdArray block = blocks.next(rows);
        Summary summary = Summaries.of(block == null ? header.dtype() : block.dtype());
        while (block != null) {
          summary.add(block);
          block = block.ndim() == 0 ? null : blocks.next(rows);
        }
        return summary;
      }
    }

    /** Summarises the array that a pickle holds; null if it holds something else. */
    static @Nullable Summary of(PickleValue value) {
      if (value instanceof MaskedValue held && MaskedSummary.canTake(held)) {
        return MaskedSummary.of(held);
      }
      if (!(value instanceof ArrayValue held)) {
        return null;
      }
      Summary summary = Summaries.of(held.array().dtype());
      summary.add(held.array());
      return summary;
    }
  }
}
