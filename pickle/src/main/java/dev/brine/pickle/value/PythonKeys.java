package dev.brine.pickle.value;

/**
 * Python's own rules: {@code 1 == 1.0 == True}, tuples and frozensets by value, everything mutable
 * refused. Hashes are seeded, so that a file cannot choose keys that collide; comparing has an
 * allowance, so that it cannot choose keys whose comparison takes for ever. One of these serves one
 * decoding.
 */
public final class PythonKeys extends Keys {
  private static final int DEEPEST = 100;
  private static final int FREE_STEPS = 1_000;
  private static final int TEXT_PER_STEP = 64;
  private static final int HEAVIEST = 100_000;

  private final int depthLimit;
  private long allowance;
  private int steps;

  /**
   * Creates the rules for one decoding.
   *
   * @param depthLimit how deep tuples may be nested in a key
   * @param allowance how many items of nested keys may be compared, beyond the first 1,000 of each
   */
  public PythonKeys(int depthLimit, long allowance) {
    this.depthLimit = Math.min(depthLimit, DEEPEST);
    this.allowance = allowance;
  }

  /**
   * The hash under which a key is filed.
   *
   * @throws InvalidStateException if Python would not take the value as a key
   * @throws ExcessiveException if the key is nested too deep or too large
   */
  @Override
  int hash(PickleValue key) {
    steps = 0;
    return hash(key, 0);
  }

  private int hash(PickleValue key, int depth) {
    return switch (key.kind()) {
      case STR -> ((PyStr) key).keyHash();
      case INT, FLOAT, BOOL, COMPLEX, DECIMAL, FRACTION -> KeyNumbers.hash(key);
      case BYTES -> ((PyBytes) key).keyHash();
      case TUPLE -> hashTuple((PyTuple) key, depth);
      case FROZENSET -> hashFrozenSet((PySet) key, depth);
      case NONE, ELLIPSIS, NOT_IMPLEMENTED -> KeyHash.of(key.typeName());
      case GLOBAL -> KeyHash.of(((PyGlobal) key).name());
      case RANGE -> hash(((PyRange) key).keyParts(), depth);
      case SLICE -> hash(((PySlice) key).parts(), depth);
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE -> KeyHash.of(((PyTemporal) key).keyText());
      case PATH -> KeyHash.of(((PyPath) key).keyText());
      case UUID -> KeyHash.of(key.toString());
      case EXTENSION -> {
        PickleValue stands = ((PyExtension) key).keyValue();
        yield stands == key ? KeyHash.of(key.hashCode()) : hash(stands, depth);
      }
      case CALL, PERSISTENT_ID -> System.identityHashCode(key);
      case LIST, DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, DEQUE, SET, BYTEARRAY ->
          throw new InvalidStateException(key.described() + " cannot be a key");
    };
  }

  private int hashTuple(PyTuple tuple, int depth) {
    if (tuple.keyHash() == 0) {
      descend(depth, 1);
      long state = KeyHash.start(tuple.size());
      int deepest = 0;
      long weight = 1;
      for (int i = 0; i < tuple.size(); i++) {
        step();
        PickleValue item = tuple.get(i);
        state = KeyHash.add(state, hash(item, depth + 1));
        deepest = Math.max(deepest, keyDepth(item));
        weight += keyWeight(item);
      }
      checkWeight(weight);
      tuple.keepKey(KeyHash.end(state), deepest + 1, (int) weight);
    }
    descend(depth, tuple.keyDepth());
    return tuple.keyHash();
  }

  private int hashFrozenSet(PySet set, int depth) {
    if (set.keyHash() == 0) {
      descend(depth, 1);
      int sum = set.size();
      int deepest = 0;
      long weight = 1;
      for (int i = 0; i < set.size(); i++) {
        step();
        PickleValue element = set.get(i);
        sum += KeyHash.of(hash(element, depth + 1));
        deepest = Math.max(deepest, keyDepth(element));
        weight += keyWeight(element);
      }
      checkWeight(weight);
      set.keepKey(KeyHash.end(sum), deepest + 1, (int) weight);
    }
    descend(depth, set.keyDepth());
    return set.keyHash();
  }

  private static int keyDepth(PickleValue key) {
    return switch (key.kind()) {
      case TUPLE -> ((PyTuple) key).keyDepth();
      case SLICE -> ((PySlice) key).parts().keyDepth();
      case FROZENSET -> ((PySet) key).keyDepth();
      default -> 0;
    };
  }

  private static int keyWeight(PickleValue key) {
    return switch (key.kind()) {
      case TUPLE -> ((PyTuple) key).keyWeight();
      case SLICE -> ((PySlice) key).parts().keyWeight();
      case FROZENSET -> ((PySet) key).keyWeight();
      default -> 1;
    };
  }

  /** A key may hold little by reference and very much when written out. */
  private static void checkWeight(long weight) {
    if (weight > HEAVIEST) {
      throw new ExcessiveException("a key that holds more than " + HEAVIEST + " values");
    }
  }

  private boolean same(PickleValue a, PickleValue b, int depth) {
    if (a == b) {
      return true;
    }
    if (a instanceof PyExtension || b instanceof PyExtension) {
      return sameStanding(a, b, depth);
    }
    if (KeyNumbers.isNumber(a) && KeyNumbers.isNumber(b)) {
      return KeyNumbers.same(a, b);
    }
    if (a.kind() != b.kind()) {
      return false;
    }
    return switch (a.kind()) {
      case TUPLE -> sameTuple((PyTuple) a, (PyTuple) b, depth);
      case FROZENSET -> sameFrozenSet((PySet) a, (PySet) b, depth);
      case GLOBAL ->
          ((PyGlobal) a).module().equals(((PyGlobal) b).module())
              && ((PyGlobal) a).name().equals(((PyGlobal) b).name());
      case RANGE -> sameTuple(((PyRange) a).keyParts(), ((PyRange) b).keyParts(), depth);
      case SLICE -> sameTuple(((PySlice) a).parts(), ((PySlice) b).parts(), depth);
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE ->
          ((PyTemporal) a).keyText().equals(((PyTemporal) b).keyText());
      case PATH -> ((PyPath) a).keyText().equals(((PyPath) b).keyText());
      case STR -> {
        steps(((PyStr) a).value().length() / TEXT_PER_STEP);
        yield a.equals(b);
      }
      case BYTES -> {
        steps(((PyBytes) a).size() / TEXT_PER_STEP);
        yield a.equals(b);
      }
      default -> a.equals(b);
    };
  }

  /** Compares what the values stand for. */
  private boolean sameStanding(PickleValue a, PickleValue b, int depth) {
    PickleValue x = a instanceof PyExtension extension ? extension.keyValue() : a;
    PickleValue y = b instanceof PyExtension extension ? extension.keyValue() : b;
    boolean extended = x instanceof PyExtension || y instanceof PyExtension;
    return extended ? x.equals(y) : same(x, y, depth);
  }

  private boolean sameTuple(PyTuple a, PyTuple b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    descend(depth, 1);
    for (int i = 0; i < a.size(); i++) {
      step();
      if (!same(a.get(i), b.get(i), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameFrozenSet(PySet a, PySet b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    descend(depth, 1);
    for (int i = 0; i < a.size(); i++) {
      step();
      if (!b.has(a.get(i), this, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code key} is one of the entries with its hash, for a set inside a key. */
  @Override
  boolean sameInside(PickleValue a, PickleValue b, int depth) {
    return same(a, b, depth);
  }

  /** The hash of an element of a set inside a key. */
  @Override
  int hashInside(PickleValue key, int depth) {
    return hash(key, depth);
  }

  private void descend(int depth, int further) {
    if (depth + further > depthLimit) {
      throw new ExcessiveException("a key nested deeper than " + depthLimit + " (limit keyDepth)");
    }
  }

  private void step() {
    steps(1);
  }

  private void steps(int count) {
    steps += count;
    if (steps > FREE_STEPS) {
      allowance -= Math.min(count, steps - FREE_STEPS);
      if (allowance < 0) {
        throw new ExcessiveException("comparing keys takes too long (limit walkNodes)");
      }
    }
  }

  /** Counts a comparison of two keys that have one hash and yet differ: nearly nobody has any. */
  @Override
  void collided() {
    steps = FREE_STEPS;
    steps(1);
  }
}
