package dev.brine.cli.inspect;

import dev.brine.cli.print.Numbers.Scalars;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Summaries of numbers. */
final class NumberSummary {
  private NumberSummary() {}

  /**
   * Summarizes floats. NaN is counted, but not part of mean and deviation; infinities make them
   * what NumPy's {@code nanmean} and {@code nanstd} return.
   */
  static final class FloatSummary implements Summary {
    private static final int CHUNK = 1 << 13;

    private final DType dtype;
    private final double[] doubles = new double[CHUNK];
    private final MeanAndDeviation moments = new MeanAndDeviation();
    private final LongCounts values = new LongCounts();
    private long count;
    private long nans;
    private long positive;
    private long negative;
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

    /** Adds floats. */
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
        if (value == Double.POSITIVE_INFINITY) {
          positive++;
        } else if (value == Double.NEGATIVE_INFINITY) {
          negative++;
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
      if (positive + negative > 0) {
        report.count("infinite", positive + negative);
      }
      if (count > nans) {
        report.value("min", text(min), true);
        report.value("max", text(max), true);
        if (positive + negative > 0) {
          double mean = positive > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
          report.number("mean", positive > 0 && negative > 0 ? Double.NaN : mean);
          report.number("std", Double.NaN);
        } else {
          moments.report(report);
        }
      }
      if (count > 0) {
        // the order of doubles: the bits of negative ones count backwards
        values.report(
            report,
            bits -> bits ^ ((bits >> 63) & Long.MAX_VALUE),
            bits -> text(Double.longBitsToDouble(bits)));
      }
    }

    private String text(double value) {
      return Scalars.text(value, dtype);
    }
  }

  /** Summarizes bools and integers; everything but mean and deviation is exact. */
  static final class IntegerSummary implements Summary {
    private static final int CHUNK = 1 << 13;

    private final long[] longs = new long[CHUNK];
    private final double[] doubles = new double[CHUNK];
    private final MeanAndDeviation moments = new MeanAndDeviation();
    private final LongCounts values = new LongCounts();
    private boolean isTooLarge;
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** The largest and the smallest of the values that do not fit into a long. */
    private @Nullable BigInteger huge;

    private @Nullable BigInteger leastHuge;

    @Override
    public void add(NdArray block) {
      NumericArray numbers = (NumericArray) block;
      for (long from = 0; from < numbers.size(); from += CHUNK) {
        int length = (int) Math.min(CHUNK, numbers.size() - from);
        try {
          numbers.copyTo(Order.C, from, longs, 0, length);
          add(longs, length);
        } catch (ArithmeticException e) {
          addHuge(numbers, from, length);
        }
      }
    }

    /** Adds integers. */
    void add(long[] chunk, int length) {
      for (int done = 0; done < length; done += CHUNK) {
        int part = Math.min(CHUNK, length - done);
        for (int i = 0; i < part; i++) {
          long value = chunk[done + i];
          min = Math.min(min, value);
          max = Math.max(max, value);
          values.add(value);
          doubles[i] = value;
        }
        moments.add(doubles, 0, part);
        count += part;
      }
    }

    /** Adds integers some of which do not fit into a long. */
    private void addHuge(NumericArray numbers, long from, int length) {
      NdArray flat = numbers.reshape(-1);
      for (int i = 0; i < length; i++) {
        BigInteger value = flat.getBigInteger(from + i);
        extend(value);
        values.add(value.longValue());
        doubles[i] = value.doubleValue();
      }
      moments.add(doubles, 0, length);
      count += length;
    }

    private void extend(BigInteger value) {
      if (value.bitLength() < Long.SIZE) {
        min = Math.min(min, value.longValue());
        max = Math.max(max, value.longValue());
      } else {
        huge = huge == null ? value : huge.max(value);
        leastHuge = leastHuge == null ? value : leastHuge.min(value);
      }
    }

    /** Adds a Python int, which may have any size; those beyond a double have no mean. */
    void add(BigInteger value) {
      extend(value);
      count++;
      values.stop();
      doubles[0] = value.doubleValue();
      isTooLarge |= Double.isInfinite(doubles[0]);
      moments.add(doubles, 0, isTooLarge ? 0 : 1);
    }

    @Override
    public void report(Report report) throws IOException {
      report.count("count", count);
      if (count == 0) {
        return;
      }
      BigInteger least = leastHuge;
      BigInteger most = huge;
      boolean noLongs = min > max;
      report.value(
          "min",
          least != null && (noLongs || least.signum() < 0) ? least.toString() : Long.toString(min),
          true);
      report.value(
          "max",
          most != null && (noLongs || most.signum() > 0) ? most.toString() : Long.toString(max),
          true);
      if (!isTooLarge) {
        moments.report(report);
      }
      // values above 2^63-1 are kept as the negative longs of the same bits
      values.report(
          report,
          bits -> most == null ? bits : bits ^ Long.MIN_VALUE,
          most == null ? Long::toString : Long::toUnsignedString);
    }
  }

  /**
   * Mean and standard deviation in one pass. The results of each block are computed separately and
   * then merged, which is more exact than a running sum. Once there is a number whose square would
   * be infinite, all are scaled down by a power of two.
   */
  static final class MeanAndDeviation {
    private static final double HUGE = 0x1p500;
    private static final double DOWN = 0x1p-600;

    private double scale = 1;
    private long count;
    private double mean;
    private double squares;
    private double sum;

    /** The rounding error of the sum. */
    private double lost;

    /** Adds finite numbers. */
    void add(double[] values, int from, int length) {
      if (length == 0) {
        return;
      }
      for (int i = from; i < from + length && scale == 1; i++) {
        if (Math.abs(values[i]) > HUGE) {
          scaleDown();
        }
      }
      double part = 0;
      for (int i = from; i < from + length; i++) {
        part += values[i] * scale;
        sum(values[i] * scale);
      }
      double center = part / length;
      double spread = 0;
      double rest = 0;
      for (int i = from; i < from + length; i++) {
        double distance = values[i] * scale - center;
        spread += distance * distance;
        rest += distance;
      }
      // corrects the rounding error of the first sum
      center += rest / length;
      merge(length, center, spread - rest * rest / length);
    }

    private void scaleDown() {
      scale = DOWN;
      mean *= DOWN;
      sum *= DOWN;
      lost *= DOWN;
      squares = squares * DOWN * DOWN;
    }

    /** Adds by Neumaier's method, so that the mean of equal numbers is that number. */
    private void sum(double value) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }

    private void merge(long others, double center, double spread) {
      long total = count + others;
      double distance = center - mean;
      mean += distance * others / total;
      squares += spread + distance * distance * count * others / total;
      count = total;
    }

    /** Reports the mean and, as NumPy does, the standard deviation of a population. */
    void report(Report report) throws IOException {
      if (count > 0) {
        report.number("mean", (sum + lost) / count / scale);
        report.number("std", Math.sqrt(Math.max(0, squares / count)) / scale);
      }
    }
  }

  /** Counts how often each value occurs, as long as there are few different ones. */
  static final class LongCounts {
    /** The largest number of distinct values that are counted. */
    static final int MANY = 1_000;

    /** The largest number of distinct values that are listed. */
    static final int FEW = 12;

    private static final int SLOTS = 4 * 1_024;

    private final long[] keys = new long[SLOTS];
    private final long[] counts = new long[SLOTS];
    private int distinct;
    private boolean more;
    private boolean stopped;

    /** Gives up, because there are values that are no longs. */
    void stop() {
      stopped = true;
    }

    /** Adds a value. */
    void add(long key) {
      if (more || stopped) {
        return;
      }
      int slot = (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 52);
      while (counts[slot] > 0 && keys[slot] != key) {
        slot = (slot + 1) % SLOTS;
      }
      if (counts[slot] == 0) {
        if (distinct == MANY) {
          more = true;
          return;
        }
        distinct++;
        keys[slot] = key;
      }
      counts[slot]++;
    }

    /**
     * Reports the number of distinct values, and lists them if there are few.
     *
     * @param order maps a value to a long by which they are sorted, and that back to the value
     * @param text formats a value
     */
    void report(Report report, LongUnaryOperator order, LongFunction<String> text)
        throws IOException {
      if (stopped) {
        return;
      }
      report.distinct(distinct, more);
      if (more || distinct > FEW || distinct == 0) {
        return;
      }
      long[] sorted = new long[distinct];
      int found = 0;
      for (int slot = 0; slot < SLOTS; slot++) {
        if (counts[slot] > 0) {
          sorted[found++] = order.applyAsLong(keys[slot]);
        }
      }
      Arrays.sort(sorted);
      Map<String, Long> listed = new LinkedHashMap<>();
      for (long place : sorted) {
        long key = order.applyAsLong(place);
        listed.put(text.apply(key), count(key));
      }
      report.counts("values", listed);
    }

    private long count(long key) {
      for (int slot = 0; slot < SLOTS; slot++) {
        if (counts[slot] > 0 && keys[slot] == key) {
          return counts[slot];
        }
      }
      return 0;
    }
  }
}
