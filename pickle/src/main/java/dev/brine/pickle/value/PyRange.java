package dev.brine.pickle.value;

/**
 * A Python {@code range}, never iterated.
 *
 * @param start the first value
 * @param stop the value before which it ends
 * @param step the distance, never zero
 */
public record PyRange(PyInt start, PyInt stop, PyInt step) implements PickleValue {

  @Override
  public Kind kind() {
    return Kind.RANGE;
  }

  @Override
  public String typeName() {
    return "range";
  }
}
