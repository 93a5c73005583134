package dev.brine.npy.internal.print;

import dev.brine.npy.internal.strided.BinaryFloat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Formats the floats of one array with aligned decimal points, like NumPy's {@code FloatingFormat}
 * with its default options: at most 8 digits after the point, and exponents if values are large,
 * small or far apart.
 */
public record FloatFormatter(boolean plus, boolean scientific, FloatStyle style, int width) {
  private static final int PRECISION = 8;

  /**
   * Returns a formatter for all floats of an array, measured on a sample of them.
   *
   * @param floats gives the parts of the float at an index
   * @param itemsize the size in bytes of a float in the dtype
   * @param plus whether numbers that are not negative have a plus sign
   */
  public static ElementFormatter of(
      Function<long[], BinaryFloat> floats, int itemsize, Sample sample, boolean plus) {
    List<BinaryFloat> values = new ArrayList<>(sample.indices().size());
    for (long[] index : sample.indices()) {
      values.add(floats.apply(index));
    }
    FloatFormatter formatter = of(values, plus, itemsize);
    return index -> formatter.text(floats.apply(index));
  }

  private static FloatFormatter of(List<BinaryFloat> values, boolean plus, int itemsize) {
    boolean scientific = FloatRange.of(values).needsExponents(itemsize);
    FloatStyle measure = new FloatStyle().precision(PRECISION).plus(plus);
    int left = 0;
    int right = 0;
    int exponentDigits = 0;
    boolean finite = true;
    boolean negativeInfinity = plus;
    for (BinaryFloat value : values) {
      if (!value.isFinite()) {
        finite = false;
        negativeInfinity |= value.kind() == BinaryFloat.Kind.INFINITE && value.isNegative();
        continue;
      }
      String text = scientific ? measure.scientific(value) : measure.positional(value);
      int e = scientific ? text.indexOf('e') : text.length();
      int point = text.indexOf('.');
      left = Math.max(left, point);
      right = Math.max(right, e - point - 1);
      exponentDigits = Math.max(exponentDigits, text.length() - e - 2);
    }
    int behind = scientific ? exponentDigits + 2 + right : right;
    if (!finite) {
      left = Math.max(left, (negativeInfinity ? 4 : 3) - (behind + 1));
    }
    FloatStyle style = new FloatStyle().plus(plus);
    if (scientific) {
      style.digits(right).padded(left, 0).exponentDigits(exponentDigits);
    } else {
      style.precision(PRECISION).padded(left, right);
    }
    return new FloatFormatter(plus, scientific, style, left + 1 + behind);
  }

  private String text(BinaryFloat value) {
    if (value.isFinite()) {
      return scientific ? style.scientific(value) : style.positional(value);
    }
    String text = FloatStyle.notFinite(value, plus);
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** The smallest and the largest magnitude other than zero. */
  private record FloatRange(BigDecimal min, BigDecimal max) {
    static FloatRange of(List<BinaryFloat> values) {
      BigDecimal min = BigDecimal.ZERO;
      BigDecimal max = BigDecimal.ZERO;
      for (BinaryFloat value : values) {
        if (value.isFinite() && !value.isZero()) {
          BigDecimal size = value.exact();
          min = min.signum() == 0 ? size : min.min(size);
          max = max.max(size);
        }
      }
      return new FloatRange(min, max);
    }

    /** NumPy compares in the dtype of the array, so these bounds are rounded to it. */
    boolean needsExponents(int itemsize) {
      if (max.signum() == 0) {
        return false;
      }
      int digits = itemsize == 2 ? 3 : itemsize == 4 ? 6 : 8;
      double small = itemsize == 2 ? 0x1.a38p-14 : itemsize == 4 ? (float) 1e-4 : 1e-4;
      // in float16, a quotient is 1000 up to half a unit above it
      BigDecimal apart = itemsize == 2 ? new BigDecimal("1000.25") : BigDecimal.valueOf(1000);
      return max.compareTo(BigDecimal.ONE.scaleByPowerOfTen(digits)) >= 0
          || min.compareTo(new BigDecimal(small)) < 0
          || max.compareTo(min.multiply(apart)) > 0;
    }
  }
}
