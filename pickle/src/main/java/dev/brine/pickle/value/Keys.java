package dev.brine.pickle.value;

/**
 * Rules for what is one key of a dict or one element of a set; {@link PythonKeys} has Python's.
 * They stand apart so that a dict or set need not know which values it may hold.
 */
public abstract sealed class Keys permits PythonKeys {

  Keys() {}

  /**
   * The hash under which a key is filed.
   *
   * @throws InvalidStateException if Python would not take the value as a key
   * @throws ExcessiveException if the key is nested too deep or too large
   */
  abstract int hash(PickleValue key);

  /** The hash of an element of a set that lies {@code depth} deep in a key. */
  abstract int hashInside(PickleValue key, int depth);

  /** Whether two values that lie {@code depth} deep in keys are the same. */
  abstract boolean sameInside(PickleValue a, PickleValue b, int depth);

  /** Counts two different keys with one hash, of which there must not be too many. */
  abstract void collided();
}
