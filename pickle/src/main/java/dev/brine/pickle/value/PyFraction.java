package dev.brine.pickle.value;

import java.math.BigInteger;

/**
 * A Python {@code Fraction} in lowest terms.
 *
 * @param numerator carries the sign
 * @param denominator at least 1
 */
public record PyFraction(BigInteger numerator, BigInteger denominator) implements PickleValue {

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
