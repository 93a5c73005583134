package dev.brine.pickle.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as keys: Python compares them by value, whatever their types. */
final class KeyNumbers {
  private KeyNumbers() {}

  static boolean isNumber(PickleValue value) {
    return switch (value.kind()) {
      case INT, FLOAT, BOOL, COMPLEX -> true;
      default -> false;
    };
  }

  static int hash(PickleValue number) {
    return switch (number.kind()) {
      case INT -> ((PyInt) number).keyHash();
      case BOOL -> KeyHash.of(number == PyConstant.TRUE ? 1L : 0L);
      case FLOAT -> KeyHash.of(((PyFloat) number).value());
      default -> hash((PyComplex) number);
    };
  }

  private static int hash(PyComplex number) {
    int real = KeyHash.of(number.real());
    return number.imaginary() == 0
        ? real
        : KeyHash.end(
            KeyHash.add(KeyHash.add(KeyHash.start(2), real), KeyHash.of(number.imaginary())));
  }

  static boolean same(PickleValue a, PickleValue b) {
    if (imaginary(a) != imaginary(b)) {
      return false;
    }
    boolean floatA = isReal(a);
    boolean floatB = isReal(b);
    if (floatA && floatB) {
      return real(a) == real(b);
    }
    if (!floatA && !floatB) {
      return (a instanceof PyInt x && b instanceof PyInt y)
          ? x.equals(y)
          : integer(a).equals(integer(b));
    }
    double real = floatA ? real(a) : real(b);
    return Double.isFinite(real)
        && Math.rint(real) == real
        && new BigDecimal(real).toBigIntegerExact().equals(integer(floatA ? b : a));
  }

  private static boolean isReal(PickleValue number) {
    return number instanceof PyFloat || number instanceof PyComplex;
  }

  private static double imaginary(PickleValue number) {
    return number instanceof PyComplex complex ? complex.imaginary() : 0;
  }

  private static double real(PickleValue number) {
    return number instanceof PyComplex complex ? complex.real() : ((PyFloat) number).value();
  }

  private static BigInteger integer(PickleValue number) {
    return number instanceof PyInt integer
        ? integer.bigValue()
        : BigInteger.valueOf(number == PyConstant.TRUE ? 1 : 0);
  }
}
