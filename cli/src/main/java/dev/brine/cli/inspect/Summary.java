package dev.brine.cli.inspect;

import dev.brine.cli.inspect.NumberSummary.FloatSummary;
import dev.brine.cli.inspect.NumberSummary.IntegerSummary;
import dev.brine.cli.inspect.NumberSummary.LongCounts;
import dev.brine.cli.inspect.ObjectSummary.BytesSummary;
import dev.brine.cli.inspect.ObjectSummary.TextSummary;
import dev.brine.cli.print.Numbers.Scalars;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Summarizes an array that is added block by block. */
public interface Summary {

  /** Creates a summary for arrays of this dtype. */
  static Summary of(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, ML_INT -> new IntegerSummary();
      case FLOAT, LONGDOUBLE, ML_FLOAT -> new FloatSummary(dtype);
      case COMPLEX, COMPLEX_LONGDOUBLE -> new ComplexSummary(dtype);
      case BYTES -> new BytesSummary();
      case STR -> new TextSummary();
      case DATETIME, TIMEDELTA -> new TimeSummary();
      case VOID -> new CountSummary();
      case OBJECT, STRING -> new ObjectSummary();
      case STRUCT -> new StructSummary((StructType) dtype, Summary::of);
      case SUBARRAY -> of(((SubarrayType) dtype).base());
    };
  }

  /** Adds a block of the array. */
  void add(NdArray block);

  /** Reports on everything added so far. */
  void report(Report report) throws IOException;

  /** Summarizes the real and the imaginary parts of complex numbers. */
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

  /** Counts elements. */
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

  /** Summarizes each field of records. */
  final class StructSummary implements Summary {
    private final StructType dtype;
    private final List<Summary> fields = new ArrayList<>();
    private long count;

    /**
     * Creates a summary of records.
     *
     * @param summaries creates the summaries of the fields
     */
    StructSummary(StructType dtype, Function<DType, Summary> summaries) {
      this.dtype = dtype;
      for (Field field : dtype.fields()) {
        fields.add(summaries.apply(field.dtype()));
      }
    }

    @Override
    public void add(NdArray block) {
      count += block.size();
      for (int i = 0; i < fields.size(); i++) {
        String name = dtype.fields().get(i).name();
        NdArray field =
            block instanceof StructArray records
                ? records.field(name)
                : ((ObjectArray) block).field(name);
        summary(i, field).add(field);
      }
    }

    /** Python values, such as the times of a struct with objects, are summarized as such. */
    private Summary summary(int index, NdArray field) {
      boolean isObject = field.dtype().kind() == DType.Kind.OBJECT;
      if (isObject && !(fields.get(index) instanceof ObjectSummary)) {
        fields.set(index, new ObjectSummary());
      } else if (!isObject && fields.get(index) instanceof ObjectSummary) {
        throw new UnsupportedOperationException(
            "a field has numbers in some rows and other values in others");
      }
      return fields.get(index);
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

  /** Summarizes timestamps or durations. */
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
      values.report(report, value -> value, value -> Scalars.text(value, known));
    }
  }

  /** Summarizes the elements that are not masked, and counts those that are. */
  final class MaskedSummary implements Summary {
    private final Summary shown;
    private long masked;

    private MaskedSummary(Summary shown) {
      this.shown = shown;
    }

    /** Whether {@link #of} supports the array: no objects, and one mask for all fields. */
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
      MaskedSummary summary = new MaskedSummary(Summary.of(line.dtype()));
      summary.add(NdArray.take(line, Arrays.copyOf(indexes, count)));
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
}
