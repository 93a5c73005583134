package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.KeyBudget;
import java.io.IOException;

/** A Python {@code set} or {@code frozenset}, its elements in the order of the pickle. */
public final class PySet implements PickleValue {
  private final Kind kind;
  private final KeyTable elements = new KeyTable();
  private int keyHash;
  private int keyWeight;
  private byte keyDepth;

  private PySet(Kind kind) {
    this.kind = kind;
  }

  /**
   * Returns a set that is still to be filled.
   *
   * @param kind SET or FROZENSET
   */
  public static Builder builder(Kind kind, KeyBudget budget) {
    return new Builder(new PySet(kind), budget);
  }

  /** Returns the number of elements. */
  public int size() {
    return elements.size();
  }

  /** Returns the element at {@code index}, in the order of the pickle. */
  public PickleValue get(int index) {
    return elements.key(index);
  }

  /** Returns whether the set has an element equal to {@code value} by Python's equality. */
  public boolean contains(PickleValue value, KeyBudget budget) {
    return elements.find(value, budget) >= 0;
  }

  boolean has(PickleValue value, KeyBudget budget, int depth) {
    return elements.findInside(value, budget, depth) >= 0;
  }

  int keyHash() {
    return keyHash;
  }

  int keyDepth() {
    return keyDepth;
  }

  /** Returns the number of values in this one with shared values expanded, including itself. */
  int keyWeight() {
    return keyWeight;
  }

  void keepKey(int hash, int depth, int weight) {
    keyHash = hash;
    keyWeight = weight;
    keyDepth = (byte) depth;
  }

  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    for (int i = 0; i < size(); i++) {
      if (!visitor.visit(get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String typeName() {
    return kind == Kind.SET ? "set" : "frozenset";
  }

  @Override
  public String toString() {
    return typeName() + " of " + size();
  }

  /** Fills a set. */
  public static final class Builder extends Construction {
    private final PySet set;
    private final KeyBudget budget;

    private Builder(PySet set, KeyBudget budget) {
      this.set = set;
      this.budget = budget;
    }

    @Override
    public PySet value() {
      return set;
    }

    @Override
    public void add(PickleValue element) {
      if (set.kind == Kind.FROZENSET) {
        super.add(element);
      }
      put(element);
    }

    /** Adds an element while the set is made, frozen or not. */
    public void put(PickleValue element) {
      set.elements.put(element, budget);
    }
  }
}
