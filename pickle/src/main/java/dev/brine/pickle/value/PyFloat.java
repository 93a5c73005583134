package dev.brine.pickle.value;

/**
 * A Python {@code float}. The bits of a NaN are kept.
 *
 * @param value the IEEE 754 double
 */
public record PyFloat(double value) implements PickleValue {

  @Override
  public Kind kind() {
    return Kind.FLOAT;
  }

  @Override
  public String typeName() {
    return "float";
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
