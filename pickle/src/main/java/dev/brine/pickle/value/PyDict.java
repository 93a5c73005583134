package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Python {@code dict}, or one of {@code collections}: its entries keep their order in the pickle.
 */
public final class PyDict implements PickleValue {
  private static final KeyTable NO_KEYS = new KeyTable().share();
  private static final PickleValue[] NO_VALUES = {};

  private final Kind kind;
  private final @Nullable PyGlobal factory;
  private KeyTable keys = NO_KEYS;
  private PickleValue[] values = NO_VALUES;
  private @Nullable PyDict attributes;

  private PyDict(Kind kind, @Nullable PyGlobal factory) {
    this.kind = kind;
    this.factory = factory;
  }

  /**
   * Returns a dict that is still to be filled.
   *
   * @param kind DICT, ORDERED_DICT or COUNTER
   */
  public static Builder builder(Kind kind, KeyBudget budget) {
    return new Builder(new PyDict(kind, null), budget);
  }

  /** Returns a defaultdict that is still to be filled, with the name of its default factory. */
  public static Builder defaultDict(@Nullable PyGlobal factory, KeyBudget budget) {
    return new Builder(new PyDict(Kind.DEFAULT_DICT, factory), budget);
  }

  /** Returns the default factory of a defaultdict, which is a name and never called. */
  public @Nullable PyGlobal factory() {
    return factory;
  }

  /**
   * Returns the attributes of an OrderedDict, such as the {@code _metadata} of PyTorch's state
   * dicts, or null if it has none. They are no entries, and {@code JavaValues} leaves them out.
   */
  public @Nullable PyDict attributes() {
    return attributes;
  }

  /** Returns the number of entries. */
  public int size() {
    return keys.size();
  }

  /** Returns the key of the entry at {@code index}, in the order of the pickle. */
  public PickleValue key(int index) {
    return keys.key(index);
  }

  /** Returns the value of the entry at {@code index}. */
  public PickleValue value(int index) {
    if (index >= keys.size()) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + keys.size());
    }
    return values[index];
  }

  /** Returns the value under {@code key} by Python's equality, or null. */
  public @Nullable PickleValue get(PickleValue key) {
    int index = keys.find(key, new KeyBudget(Integer.MAX_VALUE, Integer.MAX_VALUE));
    return index < 0 ? null : values[index];
  }

  /** Returns the value under the str {@code key}, or null. */
  public @Nullable PickleValue get(String key) {
    return get(PyStr.of(key));
  }

  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    for (int i = 0; i < size(); i++) {
      if (!visitor.visit(key(i)) || !visitor.visit(value(i))) {
        return false;
      }
    }
    return attributes == null || visitor.visit(attributes);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String typeName() {
    return switch (kind) {
      case ORDERED_DICT -> "OrderedDict";
      case DEFAULT_DICT -> "defaultdict";
      case COUNTER -> "Counter";
      default -> "dict";
    };
  }

  @Override
  public String toString() {
    return typeName() + " of " + size();
  }

  private void put(PickleValue key, PickleValue value, KeyBudget budget) {
    keys = keys.own();
    int index = keys.put(key, budget);
    if (index == values.length) {
      values = Arrays.copyOf(values, Math.max(4, index + (index >> 1)));
    }
    values[index] = value;
  }

  private void shareKeys(PyDict other, PickleValue[] ofEach) {
    keys = other.keys.share();
    values = ofEach;
  }

  /** Fills a dict. */
  public static final class Builder extends Construction {
    private final PyDict dict;
    private final KeyBudget budget;

    private Builder(PyDict dict, KeyBudget budget) {
      this.dict = dict;
      this.budget = budget;
    }

    @Override
    public PyDict value() {
      return dict;
    }

    /** Makes room for {@code count} entries more. */
    public void expect(int count) {
      if (count > dict.values.length - dict.size()) {
        dict.values = Arrays.copyOf(dict.values, dict.size() + count);
      }
    }

    /**
     * Fills the dict, which is empty, with the keys of another one and its own values: rows of a
     * table share one table of keys.
     *
     * @param values one for each key of the other, which the dict takes ownership of
     */
    public void fillLike(PyDict other, PickleValue[] values) {
      dict.shareKeys(other, values);
    }

    @Override
    public void setItem(PickleValue key, PickleValue item) {
      dict.put(key, item, budget);
    }

    /**
     * The attributes of an OrderedDict.
     *
     * @throws InvalidStateException if they are not a dict of strings, are special to Python, or
     *     are not those of an OrderedDict
     */
    @Override
    public void build(PickleValue state) {
      if (dict.kind == Kind.ORDERED_DICT && state instanceof PyTuple) {
        // Python takes the second of two dicts for attributes that are in slots
        throw new InvalidStateException(
            Anomaly.UNUSUAL, "the attributes of an OrderedDict are a tuple");
      }
      if (dict.kind != Kind.ORDERED_DICT || !(state instanceof PyDict given)) {
        super.build(state);
        return;
      }
      for (int i = 0; i < given.size(); i++) {
        if (!(given.key(i) instanceof PyStr name)) {
          throw new InvalidStateException("an attribute of an OrderedDict must be a str");
        }
        if (name.value().startsWith("__") && name.value().endsWith("__")) {
          throw new InvalidStateException(
              Anomaly.HARMFUL, "BUILD sets the special attribute " + name.value());
        }
      }
      if (dict.attributes != null) {
        throw new InvalidStateException(
            Anomaly.UNUSUAL, "the attributes of an OrderedDict are set twice");
      }
      dict.attributes = given;
    }
  }
}
