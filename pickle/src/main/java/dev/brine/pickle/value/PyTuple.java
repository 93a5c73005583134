package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.IntArena;

/** A Python {@code tuple}. */
public final class PyTuple extends PySequence {
  /** The tuple of no items. */
  public static final PyTuple EMPTY = new PyTuple();

  private int keyHash;
  private int keyWeight;
  private byte keyDepth;

  private PyTuple() {}

  /** Returns a tuple of these items. */
  public static PyTuple of(PickleValue... items) {
    PyTuple tuple = new PyTuple();
    tuple.expect(items.length);
    for (PickleValue item : items) {
      tuple.append(item);
    }
    return tuple;
  }

  /** Returns a tuple of {@code count} ints, each of which fits in an int. */
  public static PyTuple ofInts(long[] values, int from, int count, IntArena arena) {
    PyTuple tuple = new PyTuple();
    tuple.appendInts(values, from, count, arena);
    return tuple;
  }

  /** Returns the hash of this value as a dict key, or 0 while it is not known. */
  int keyHash() {
    return keyHash;
  }

  /** Returns the nesting depth of tuples and frozensets in this one, including itself. */
  int keyDepth() {
    return keyDepth;
  }

  /** Returns the number of values in this one with shared values expanded, including itself. */
  int keyWeight() {
    return keyWeight;
  }

  /** Caches the hash and depth, so that a tuple that is shared a million times is hashed once. */
  void keepKey(int hash, int depth, int weight) {
    keyHash = hash;
    keyWeight = weight;
    keyDepth = (byte) depth;
  }

  @Override
  public Kind kind() {
    return Kind.TUPLE;
  }

  @Override
  public String typeName() {
    return "tuple";
  }

  @Override
  public String toString() {
    return "tuple of " + size();
  }
}
