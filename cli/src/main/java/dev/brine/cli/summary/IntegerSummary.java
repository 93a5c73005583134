package dev.brine.cli.summary;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Bools and integers: all exact but the mean and the deviation. */
final class IntegerSummary implements Summary {
  private static final int CHUNK = 1 << 13;

  private final long[] longs = new long[CHUNK];
  private final double[] doubles = new double[CHUNK];
  private final Moments moments = new Moments();
  private final LongCounts values = new LongCounts();
  private long count;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /** The largest value above 2^63-1, which only uint64 has. */
  private @Nullable BigInteger huge;

  /** The smallest of these, in case there is no smaller value. */
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

  /** Takes integers. */
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

  /** Some of these do not fit a long. */
  private void addHuge(NumericArray numbers, long from, int length) {
    NdArray flat = numbers.reshape(-1);
    for (int i = 0; i < length; i++) {
      BigInteger value = flat.getBigInteger(from + i);
      if (value.bitLength() < Long.SIZE) {
        min = Math.min(min, value.longValue());
        max = Math.max(max, value.longValue());
      } else {
        huge = huge == null ? value : huge.max(value);
        leastHuge = leastHuge == null ? value : leastHuge.min(value);
      }
      values.add(value.longValue());
      doubles[i] = value.doubleValue();
    }
    moments.add(doubles, 0, length);
    count += length;
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
    if (count == 0) {
      return;
    }
    BigInteger least = leastHuge;
    BigInteger most = huge;
    report.value("min", min > max && least != null ? least.toString() : Long.toString(min), true);
    report.value("max", most != null ? most.toString() : Long.toString(max), true);
    moments.report(report);
    values.report(report, most == null ? Long::toString : Long::toUnsignedString);
  }
}
