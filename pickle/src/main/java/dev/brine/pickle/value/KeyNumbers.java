package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers as keys: Python compares them by value, whatever their types. */
final class KeyNumbers {
  /** Larger decimals are never written out, and equal no int. */
  private static final int MOST_DIGITS = 400;

  private KeyNumbers() {}

  static boolean isNumber(PickleValue value) {
    return switch (value.kind()) {
      case INT, FLOAT, BOOL, COMPLEX, DECIMAL, FRACTION -> true;
      default -> false;
    };
  }

  static int hash(PickleValue number) {
    return switch (number.kind()) {
      case INT -> ((PyInt) number).keyHash();
      case BOOL -> KeyHash.of(number == PyConstant.TRUE ? 1L : 0L);
      case FLOAT -> KeyHash.of(((PyFloat) number).value());
      case COMPLEX -> hash((PyNumber.Complex) number);
      case DECIMAL -> hash((PyNumber.Decimal) number);
      default -> hash((PyNumber.Fraction) number);
    };
  }

  private static int hash(PyNumber.Complex number) {
    int real = KeyHash.of(number.real());
    return number.imaginary() == 0
        ? real
        : KeyHash.end(
            KeyHash.add(KeyHash.add(KeyHash.start(2), real), KeyHash.of(number.imaginary())));
  }

  private static int hash(PyNumber.Decimal number) {
    if (number.text().contains("sNaN")) {
      throw new InvalidStateException("a signaling NaN cannot be a key");
    }
    if (!number.isFinite()) {
      return KeyHash.of(special(number));
    }
    BigDecimal value = exact(number);
    boolean small = value != null && value.precision() - (long) value.scale() <= MOST_DIGITS;
    return value != null && small ? hash(value) : KeyHash.of(number.text());
  }

  private static int hash(PyNumber.Fraction number) {
    BigDecimal value = exact(number);
    return value == null
        ? KeyHash.of(number.numerator()) * 31 + KeyHash.of(number.denominator())
        : hash(value);
  }

  /** Integers hash as such, what a double holds exactly as that, anything else by its digits. */
  private static int hash(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    if (shortest.signum() == 0 || shortest.scale() <= 0) {
      return KeyHash.of(shortest.toBigIntegerExact());
    }
    double nearest = shortest.doubleValue();
    return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(shortest) == 0
        ? KeyHash.of(nearest)
        : KeyHash.of(shortest.toString());
  }

  static boolean same(PickleValue a, PickleValue b) {
    if (a instanceof PyInt x && b instanceof PyInt y) {
      return x.equals(y);
    }
    if (imaginary(a) != imaginary(b)) {
      return false;
    }
    if (isReal(a) && isReal(b)) {
      return real(a) == real(b);
    }
    if (!isFinite(a) || !isFinite(b)) {
      return !isFinite(a) && !isFinite(b) && special(a) == special(b);
    }
    if (a.equals(b)) {
      return true;
    }
    BigDecimal exactA = exact(a);
    BigDecimal exactB = exact(b);
    return exactA != null && exactB != null && exactA.compareTo(exactB) == 0;
  }

  private static boolean isReal(PickleValue number) {
    return number instanceof PyFloat || number instanceof PyNumber.Complex;
  }

  private static double imaginary(PickleValue number) {
    return number instanceof PyNumber.Complex complex ? complex.imaginary() : 0;
  }

  private static double real(PickleValue number) {
    return number instanceof PyNumber.Complex complex ? complex.real() : ((PyFloat) number).value();
  }

  private static boolean isFinite(PickleValue number) {
    return number instanceof PyNumber.Decimal decimal
        ? decimal.isFinite()
        : !isReal(number) || Double.isFinite(real(number));
  }

  /** An infinity or a NaN. */
  private static double special(PickleValue number) {
    if (!(number instanceof PyNumber.Decimal decimal)) {
      return real(number);
    }
    double size = decimal.text().contains("Inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    return decimal.text().startsWith("-") ? -size : size;
  }

  /** A finite real number as its decimal digits, or null where it has none or far too many. */
  private static @Nullable BigDecimal exact(PickleValue number) {
    return switch (number.kind()) {
      case INT -> new BigDecimal(((PyInt) number).bigValue());
      case BOOL -> number == PyConstant.TRUE ? BigDecimal.ONE : BigDecimal.ZERO;
      case DECIMAL -> exact((PyNumber.Decimal) number);
      case FRACTION -> exact((PyNumber.Fraction) number);
      default -> new BigDecimal(real(number));
    };
  }

  private static @Nullable BigDecimal exact(PyNumber.Decimal number) {
    try {
      return number.toBigDecimal();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable BigDecimal exact(PyNumber.Fraction number) {
    BigInteger denominator = number.denominator();
    boolean powerOfTwo = denominator.bitCount() == 1 && denominator.bitLength() < 1_100;
    if (!powerOfTwo && denominator.bitLength() > Long.SIZE) {
      return null;
    }
    try {
      return new BigDecimal(number.numerator()).divide(new BigDecimal(denominator));
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
