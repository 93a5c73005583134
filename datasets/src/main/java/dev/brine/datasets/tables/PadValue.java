package dev.brine.datasets.tables;

/**
 * A number to pad with, as Python tells ints from floats.
 *
 * @param isWhole whether it was given as an int
 * @param whole the int
 * @param real the float
 */
record PadValue(boolean isWhole, long whole, double real) {
  /** Keras' default. */
  static final PadValue ZERO = of(0.0);

  static PadValue of(long value) {
    return new PadValue(true, value, value);
  }

  static PadValue of(double value) {
    return new PadValue(false, 0, value);
  }

  /** Whether a table of zeros has it already. */
  boolean isZero() {
    return isWhole ? whole == 0 : Double.doubleToRawLongBits(real) == 0;
  }
}
