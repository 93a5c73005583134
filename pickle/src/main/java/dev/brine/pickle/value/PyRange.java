package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import java.math.BigInteger;

/**
 * A Python {@code range}, never iterated.
 *
 * @param start the first value
 * @param stop the value before which it ends
 * @param step the distance, never zero
 */
public record PyRange(PyInt start, PyInt stop, PyInt step) implements PickleValue {
  private static final int LONGEST_KEY = 4_096;

  /** What Python compares: ranges of the same numbers are equal, however they are written. */
  PyTuple keyParts() {
    if (start.bits() > LONGEST_KEY || stop.bits() > LONGEST_KEY || step.bits() > LONGEST_KEY) {
      throw new ExcessiveException("a range of ints of more than " + LONGEST_KEY + " bits as key");
    }
    BigInteger from = start.bigValue();
    BigInteger by = step.bigValue();
    BigInteger gap = stop.bigValue().subtract(from);
    BigInteger towards = BigInteger.valueOf(by.signum());
    BigInteger length = gap.add(by).subtract(towards).divide(by).max(BigInteger.ZERO);
    return switch (length.min(BigInteger.TWO).intValue()) {
      case 0 -> PyTuple.of(PyInt.of(length), PyConstant.NONE, PyConstant.NONE);
      case 1 -> PyTuple.of(PyInt.of(length), start, PyConstant.NONE);
      default -> PyTuple.of(PyInt.of(length), start, step);
    };
  }

  @Override
  public Kind kind() {
    return Kind.RANGE;
  }

  @Override
  public String typeName() {
    return "range";
  }
}
