package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.print.Times;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An array of timestamps or durations: NumPy's {@code datetime64} and {@code timedelta64}. As
 * longs, the elements are counts of the dtype's unit; the smallest long is NaT ("not a time").
 * NumPy's timestamps have no time zone.
 */
public final class TimeArray extends BufferArray {
  /** The count that stands for NaT. */
  public static final long NAT = Long.MIN_VALUE;

  private final NumericArray counts;

  TimeArray(TimeType dtype, Layout layout, Storage storage) {
    super(dtype, layout, storage);
    NumberType int64 = NumberType.of(DType.Kind.INT, dtype.endian(), Long.BYTES);
    this.counts = new NumericArray(int64, layout, storage, Numbers.of(int64));
  }

  @Override
  TimeArray over(Layout layout, Storage storage) {
    return new TimeArray(dtype(), layout, storage);
  }

  @Override
  public TimeType dtype() {
    return (TimeType) super.dtype();
  }

  private boolean isTimestamp() {
    return dtype().kind() == DType.Kind.DATETIME;
  }

  @Override
  String hint() {
    return isTimestamp() ? "it has timestamps" : "it has durations";
  }

  /** The count of the dtype's unit, or {@link #NAT}. */
  @Override
  public long getLong(long... index) {
    return counts.getLong(index);
  }

  /** The counts of the dtype's unit, or {@link #NAT}. */
  @Override
  public long[] toLongArray(Order order) {
    return counts.toLongArray(order);
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    return ElementFormatter.aligned(this::cell, sample);
  }

  private String cell(long... index) {
    long count = getLong(index);
    if (count == NAT) {
      return "'NaT'";
    }
    return isTimestamp() ? "'" + Times.timestampText(count, dtype()) + "'" : Long.toString(count);
  }

  @Override
  String scalarText() {
    long count = getLong();
    if (count == NAT) {
      return "NaT";
    }
    return isTimestamp() ? Times.timestampText(count, dtype()) : Times.durationText(count, dtype());
  }

  /** Whether an element is NaT. */
  public boolean isNaT(long... index) {
    return getLong(index) == NAT;
  }

  /**
   * Returns a timestamp; null for NaT.
   *
   * @throws ArithmeticException if it is more precise than nanoseconds, or out of the range of the
   *     returned class
   */
  public @Nullable LocalDateTime getDateTime(long... index) {
    if (!isTimestamp()) {
      throw unsupported("timestamps");
    }
    long count = getLong(index);
    return count == NAT ? null : Times.timestamp(count, dtype());
  }

  /**
   * Returns a timestamp, interpreted as UTC; null for NaT.
   *
   * @throws ArithmeticException if it is more precise than nanoseconds, or out of the range of the
   *     returned class
   */
  public @Nullable Instant getInstant(long... index) {
    LocalDateTime moment = getDateTime(index);
    return moment == null ? null : moment.toInstant(ZoneOffset.UTC);
  }

  /**
   * Returns a duration; null for NaT.
   *
   * @throws ArithmeticException if it is more precise than nanoseconds, or out of the range of the
   *     returned class
   * @throws UnsupportedOperationException if it counts years or months, which have no fixed length,
   *     or has no unit
   */
  public @Nullable Duration getDuration(long... index) {
    if (isTimestamp()) {
      throw unsupported("durations");
    }
    long count = getLong(index);
    return count == NAT ? null : Times.duration(count, dtype());
  }

  /**
   * A duration in years or months; null for NaT.
   *
   * @throws ArithmeticException if it is out of the range of {@code Period}
   * @throws UnsupportedOperationException if it counts another unit
   */
  public @Nullable Period getPeriod(long... index) {
    if (isTimestamp()) {
      throw unsupported("durations");
    }
    long count = getLong(index);
    return count == NAT ? null : Times.period(count, dtype());
  }
}
