package dev.brine.pickle.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A float as Python's {@code repr} shows it: in the fewest digits that read back as the same, and
 * of those the nearest; with an exponent below 1e-4 and from 1e16 on.
 */
final class FloatRepr {
  /** Of the decimals of so many digits, at most one is a given double, unless that is subnormal. */
  private static final int SURE_DIGITS = 15;

  /** So many digits tell any double from all others. */
  private static final int MOST_DIGITS = 17;

  /** Where doubles below are denser than those above, the nearest decimal may be another double. */
  private static final List<RoundingMode> MODES =
      List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);

  private FloatRepr() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    return sign + (value == 0 ? "0.0" : written(shortest(Math.abs(value))));
  }

  private static BigDecimal shortest(double size) {
    // before JDK 19 not always the fewest digits, nor the nearest
    BigDecimal digits = new BigDecimal(Double.toString(size)).stripTrailingZeros();
    boolean subnormal = size < Double.MIN_NORMAL;
    if (digits.precision() <= SURE_DIGITS && !subnormal) {
      return digits;
    }
    BigDecimal exact = new BigDecimal(size);
    for (int count = subnormal ? 1 : SURE_DIGITS; count < MOST_DIGITS; count++) {
      for (RoundingMode mode : MODES) {
        BigDecimal rounded = exact.round(new MathContext(count, mode));
        if (rounded.doubleValue() == size) {
          return rounded.stripTrailingZeros();
        }
      }
    }
    return exact.round(new MathContext(MOST_DIGITS)).stripTrailingZeros();
  }

  private static String written(BigDecimal value) {
    String digits = value.unscaledValue().toString();
    int exponent = digits.length() - value.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = value.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + power;
  }
}
