package dev.brine.pickle.value;

import org.jspecify.annotations.Nullable;

/**
 * A value that a table outside this module builds from what a pickle says, such as a NumPy array.
 * Implementations are immutable once the pickle is decoded.
 */
public non-sealed interface PyExtension extends PickleValue {

  @Override
  default Kind kind() {
    return Kind.EXTENSION;
  }

  /**
   * Whether the pickle gave it all it needs; one that waits for its state at the end is refused.
   */
  default boolean isComplete() {
    return true;
  }

  /** Whether the value holds other values, or may once it is complete. */
  boolean mayHoldValues();

  /** How many other values this one holds, which a walk must then visit. */
  int childCount();

  /** The held value at {@code index}. */
  PickleValue child(int index);

  /**
   * The canonical form of this value, written in steps; whatever it holds is returned to be
   * written, never written by a call. Null where there is no such form.
   */
  default ValueOutput.@Nullable Steps canonicalSteps() {
    return null;
  }

  /** This value for a person to read, in steps; null for its type and what it holds. */
  default ValueOutput.@Nullable Steps printSteps() {
    return null;
  }

  /** What stands before the values it holds, where {@link #printSteps} is null. */
  default String printOpen() {
    return typeName() + "(";
  }

  /** What stands behind them. */
  default String printClose() {
    return ")";
  }

  /**
   * What this value is as the key of a dict, where Python takes it for another, such as the int
   * that a NumPy scalar equals; itself where it is like no other.
   *
   * @throws InvalidStateException if Python would not take it as a key
   */
  default PickleValue keyValue() {
    return this;
  }

  /**
   * What stands for this value where all is shown on one line; null if what it holds is to be
   * shown.
   */
  default @Nullable String repr() {
    return null;
  }

  /**
   * What this value is in Java: one of Java's own types, a value of Python's types that it equals,
   * or itself.
   */
  default Object javaValue() {
    return this;
  }
}
