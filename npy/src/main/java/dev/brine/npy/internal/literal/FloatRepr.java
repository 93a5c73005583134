package dev.brine.npy.internal.literal;

import java.math.BigDecimal;
import java.math.MathContext;

/** The text Python's {@code repr} gives for a float. */
final class FloatRepr {
  private FloatRepr() {}

  /**
   * The repr of a float: the fewest digits that read back as the same value, with an exponent below
   * 1e-4 and from 1e16 on. (Java's own {@code Double.toString} is not the shortest before JDK 19.)
   */
  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    double size = Math.abs(value);
    if (size == 0) {
      return sign + "0.0";
    }
    BigDecimal shortest = shortest(size);
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < 17; precision++) {
      BigDecimal rounded = exact.round(new MathContext(precision)).stripTrailingZeros();
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros();
  }
}
