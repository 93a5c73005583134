package dev.brine.pickle.value;

/**
 * A value that a table outside this module builds from what a pickle says, such as a NumPy array.
 * Implementations are immutable once the pickle is decoded.
 */
public non-sealed interface PyExtension extends PickleValue {

  @Override
  default Kind kind() {
    return Kind.EXTENSION;
  }

  /** Whether the value holds other values, or may once it is complete. */
  boolean mayHoldValues();

  /** How many other values this one holds, which a walk must then visit. */
  int childCount();

  /** The held value at {@code index}. */
  PickleValue child(int index);
}
