package dev.brine.pickle.value;

import dev.brine.internal.number.ShortestDecimal;
import java.math.BigDecimal;

/**
 * Formats floats as Python's {@code repr} does: with the fewest digits that read back as the same
 * number, the nearest of those, and with an exponent below 1e-4 and from 1e16 on.
 */
final class FloatRepr {
  private FloatRepr() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    return sign + (value == 0 ? "0.0" : written(ShortestDecimal.of(value)));
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
