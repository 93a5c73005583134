package dev.brine.pickle.value;

/**
 * A Python {@code complex}.
 *
 * @param real the real part
 * @param imaginary the imaginary part
 */
public record PyComplex(double real, double imaginary) implements PickleValue {

  @Override
  public Kind kind() {
    return Kind.COMPLEX;
  }

  @Override
  public String typeName() {
    return "complex";
  }
}
