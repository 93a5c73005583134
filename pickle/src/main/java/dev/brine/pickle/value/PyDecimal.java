package dev.brine.pickle.value;

import java.math.BigDecimal;

/**
 * A Python {@code Decimal}, kept as the text that {@code str} gives: an exponent is never expanded.
 *
 * @param text such as {@code 1.10}, {@code 1E+999999999}, {@code -0}, {@code NaN}, {@code
 *     -Infinity}
 */
public record PyDecimal(String text) implements PickleValue {

  /** Whether it is neither infinite nor a NaN. */
  public boolean isFinite() {
    char last = text.charAt(text.length() - 1);
    return last >= '0' && last <= '9' && text.indexOf('N') < 0;
  }

  /**
   * The same number. A negative zero, which {@code BigDecimal} does not have, becomes zero.
   *
   * @throws ArithmeticException if it is infinite, a NaN, or has an exponent beyond an int
   */
  public BigDecimal toBigDecimal() {
    if (!isFinite()) {
      throw new ArithmeticException(text + " is not a finite number");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new ArithmeticException("the exponent of " + text + " does not fit in an int");
    }
  }

  @Override
  public Kind kind() {
    return Kind.DECIMAL;
  }

  @Override
  public String typeName() {
    return "Decimal";
  }

  @Override
  public String toString() {
    return text;
  }
}
