package dev.brine.pickle.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Python {@code dict}, or one of {@code collections}: entries in the order they came. */
public final class PyDict implements PickleValue {
  private final Kind kind;
  private final @Nullable PyGlobal factory;
  private final KeyTable keys = new KeyTable();
  private PickleValue[] values = new PickleValue[4];
  private boolean nested;

  private PyDict(Kind kind, @Nullable PyGlobal factory) {
    this.kind = kind;
    this.factory = factory;
  }

  /**
   * A dict that is still to be filled.
   *
   * @param kind DICT, ORDERED_DICT or COUNTER
   */
  public static Builder builder(Kind kind, Keys rules) {
    return new Builder(new PyDict(kind, null), rules);
  }

  /** A defaultdict that is still to be filled, with the name of what made its missing values. */
  public static Builder defaultDict(@Nullable PyGlobal factory, Keys rules) {
    return new Builder(new PyDict(Kind.DEFAULT_DICT, factory), rules);
  }

  /** The class whose instances a defaultdict gave for missing keys: a name, never called. */
  public @Nullable PyGlobal factory() {
    return factory;
  }

  /** How many entries there are. */
  public int size() {
    return keys.size();
  }

  /** The key of the entry at {@code index}, in the order of the pickle. */
  public PickleValue key(int index) {
    return keys.key(index);
  }

  /** The value of the entry at {@code index}. */
  public PickleValue value(int index) {
    if (index >= keys.size()) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + keys.size());
    }
    return values[index];
  }

  /** The value under {@code key} by Python's equality, or null. */
  public @Nullable PickleValue get(PickleValue key) {
    int index = keys.find(key, new PythonKeys(Integer.MAX_VALUE, Integer.MAX_VALUE));
    return index < 0 ? null : values[index];
  }

  /** The value under the str {@code key}, or null. */
  public @Nullable PickleValue get(String key) {
    return get(PyStr.of(key));
  }

  /** Whether some key or value may itself hold values; where not, a walk need not look inside. */
  public boolean isNested() {
    return nested;
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

  private void put(PickleValue key, PickleValue value, Keys rules) {
    int index = keys.put(key, rules);
    if (index == values.length) {
      values = Arrays.copyOf(values, index * 2);
    }
    values[index] = value;
    nested |= PySequence.holdsValues(key) || PySequence.holdsValues(value);
  }

  /** Fills a dict. */
  public static final class Builder extends Construction {
    private final PyDict dict;
    private final Keys rules;

    private Builder(PyDict dict, Keys rules) {
      this.dict = dict;
      this.rules = rules;
    }

    @Override
    public PyDict value() {
      return dict;
    }

    @Override
    public void setItem(PickleValue key, PickleValue item) {
      dict.put(key, item, rules);
    }
  }
}
