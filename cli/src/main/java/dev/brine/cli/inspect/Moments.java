package dev.brine.cli.inspect;

import java.io.IOException;

/**
 * Mean and standard deviation in one pass: of each part by itself, and then put together, which
 * keeps the digits that a running sum would lose.
 */
final class Moments {
  private long count;
  private double mean;
  private double squares;
  private double sum;

  /** What the sum lost by rounding. */
  private double lost;

  /** Takes finite numbers. */
  void add(double[] values, int from, int length) {
    if (length == 0) {
      return;
    }
    double part = 0;
    for (int i = from; i < from + length; i++) {
      part += values[i];
      sum(values[i]);
    }
    double center = part / length;
    double spread = 0;
    double rest = 0;
    for (int i = from; i < from + length; i++) {
      double distance = values[i] - center;
      spread += distance * distance;
      rest += distance;
    }
    // what the rounding of the first sum left over
    center += rest / length;
    merge(length, center, spread - rest * rest / length);
  }

  /** Neumaier's sum: exact enough that a mean of halves is a half. */
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

  /** The mean; and the standard deviation of the whole, not of a sample, as in NumPy. */
  void report(Report report) throws IOException {
    if (count > 0) {
      report.number("mean", (sum + lost) / count);
      report.number("std", Math.sqrt(Math.max(0, squares / count)));
    }
  }
}
