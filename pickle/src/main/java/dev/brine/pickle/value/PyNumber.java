package dev.brine.pickle.value;

import dev.brine.internal.text.PythonRepr;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's numbers other than {@code int} and {@code float}. */
public sealed interface PyNumber extends PickleValue {

  /**
   * A Python {@code complex}.
   *
   * @param real the real part
   * @param imaginary the imaginary part
   */
  record Complex(double real, double imaginary) implements PyNumber {

    @Override
    public Kind kind() {
      return Kind.COMPLEX;
    }

    @Override
    public String typeName() {
      return "complex";
    }

    /** Returns what Python's {@code repr} gives, such as {@code (1+2j)} or {@code 2j}. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      if (Double.doubleToRawLongBits(real) == 0) {
        append(text, imaginary);
        return text.append('j').toString();
      }
      append(text.append('('), real);
      int at = text.length();
      append(text, imaginary);
      if (text.charAt(at) != '-') {
        text.insert(at, '+');
      }
      return text.append("j)").toString();
    }

    private static void append(StringBuilder text, double value) {
      PythonRepr.append(text, value);
      if (text.charAt(text.length() - 2) == '.' && text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 2);
      }
    }
  }

  /**
   * A Python {@code Decimal}, kept as the text that {@code str} gives: an exponent is never
   * expanded.
   *
   * @param text such as {@code 1.10}, {@code 1E+999999999}, {@code -0}, {@code NaN}, {@code
   *     -Infinity}
   */
  record Decimal(String text) implements PyNumber {

    /** Returns whether this is a finite number: not an infinity or a NaN. */
    public boolean isFinite() {
      char last = text.charAt(text.length() - 1);
      return last >= '0' && last <= '9' && text.indexOf('N') < 0;
    }

    /**
     * Returns the same number. A negative zero, which {@code BigDecimal} does not have, becomes
     * zero.
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

  /**
   * A Python {@code Fraction} in lowest terms.
   *
   * @param numerator carries the sign
   * @param denominator at least 1
   */
  record Fraction(BigInteger numerator, BigInteger denominator) implements PyNumber {

    @Override
    public Kind kind() {
      return Kind.FRACTION;
    }

    @Override
    public String typeName() {
      return "Fraction";
    }

    @Override
    public String toString() {
      return numerator + "/" + denominator;
    }
  }
}
