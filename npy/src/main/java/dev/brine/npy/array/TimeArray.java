package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.print.TimeText;
import dev.brine.npy.internal.print.Times;
import dev.brine.npy.internal.strided.IntNumbers;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.NumberElements;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps or durations: NumPy's {@code datetime64} and {@code timedelta64}. As longs they are
 * counts of the dtype's unit; the smallest long is NaT ("not a time"). NumPy's timestamps have no
 * time zone.
 */
public final class TimeArray extends BufferArray {
  /** The count that stands for NaT. */
  public static final long NAT = Long.MIN_VALUE;

  private final NumberElements counts;

  TimeArray(TimeType dtype, Layout layout, Storage storage) {
    super(dtype, layout, storage);
    Numbers numbers = new IntNumbers(Long.BYTES, dtype.endian().byteOrder());
    this.counts = new NumberElements(storage, layout, Long.BYTES, numbers);
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
    long[] all = new long[JavaArrays.length(size())];
    counts.copy(order, 0, all, 0, all.length);
    return all;
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
    return isTimestamp() ? "'" + TimeText.timestamp(count, dtype()) + "'" : Long.toString(count);
  }

  @Override
  String scalarText() {
    long count = getLong();
    if (count == NAT) {
      return "NaT";
    }
    return isTimestamp() ? TimeText.timestamp(count, dtype()) : TimeText.duration(count, dtype());
  }

  /** Whether an element is NaT. */
  public boolean isNaT(long... index) {
    return getLong(index) == NAT;
  }

  /**
   * A timestamp; null for NaT.
   *
   * @throws ArithmeticException if it is finer than nanoseconds, or out of the range of the
   *     result's class
   */
  public @Nullable LocalDateTime getDateTime(long... index) {
    if (!isTimestamp()) {
      throw unsupported("timestamps");
    }
    long count = getLong(index);
    return count == NAT ? null : Times.timestamp(count, dtype());
  }

  /**
   * A timestamp, taken as UTC; null for NaT.
   *
   * @throws ArithmeticException if it is finer than nanoseconds, or out of the range of the
   *     result's class
   */
  public @Nullable Instant getInstant(long... index) {
    LocalDateTime moment = getDateTime(index);
    return moment == null ? null : moment.toInstant(ZoneOffset.UTC);
  }

  /**
   * A duration; null for NaT.
   *
   * @throws ArithmeticException if it is finer than nanoseconds, or out of the range of the
   *     result's class
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
