package dev.brine.pickle.value;

import dev.brine.internal.text.PythonRepr;

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

  /** As Python's {@code repr} shows it: {@code 0.1}, {@code 1e-05}, {@code nan}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    PythonRepr.append(text, value);
    return text.toString();
  }
}
