package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.kernel.KeyBudget;

/**
 * Python's rules for what is one key of a dict or one element of a set: {@code 1 == 1.0 == True},
 * tuples and frozensets by value, everything mutable refused. Hashes are seeded, so that a file
 * cannot choose keys that collide.
 */
final class Keys {
  private static final int TEXT_PER_STEP = 64;
  private static final int MAX_WEIGHT = 100_000;

  private Keys() {}

  /**
   * The hash under which a key is filed.
   *
   * @throws InvalidStateException if Python would not take the value as a key
   * @throws ExcessiveException if the key is nested too deep or too large
   */
  static int hash(PickleValue key, KeyBudget budget) {
    budget.start();
    return hash(key, 0, budget);
  }

  /** The hash of what is {@code depth} levels deep in a key. */
  static int hash(PickleValue key, int depth, KeyBudget budget) {
    return switch (key.kind()) {
      case STR -> ((PyStr) key).keyHash();
      case INT, FLOAT, BOOL, COMPLEX, DECIMAL, FRACTION -> KeyNumbers.hash(key);
      case BYTES -> ((PyBytes) key).keyHash();
      case TUPLE -> hashTuple((PyTuple) key, depth, budget);
      case FROZENSET -> hashFrozenSet((PySet) key, depth, budget);
      case NONE, ELLIPSIS, NOT_IMPLEMENTED -> KeyHash.of(key.typeName());
      case GLOBAL -> KeyHash.of(((PyGlobal) key).name());
      case RANGE -> hash(((PyLibrary.Range) key).keyParts(), depth, budget);
      case SLICE -> hash(((PyLibrary.Slice) key).parts(), depth, budget);
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE -> KeyHash.of(((PyTemporal) key).keyText());
      case PATH -> KeyHash.of(((PyLibrary.Path) key).keyText());
      case UUID -> KeyHash.of(key.toString());
      case EXTENSION -> {
        PickleValue stands = ((PyExtension) key).keyValue();
        yield stands == key ? KeyHash.of(key.hashCode()) : hash(stands, depth, budget);
      }
      case CALL, PERSISTENT_ID -> System.identityHashCode(key);
      case LIST, DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, DEQUE, SET, BYTEARRAY ->
          throw new InvalidStateException(key.described() + " cannot be a key");
    };
  }

  private static int hashTuple(PyTuple tuple, int depth, KeyBudget budget) {
    if (tuple.keyHash() == 0) {
      budget.descend(depth, 1);
      long state = KeyHash.start(tuple.size());
      int deepest = 0;
      long weight = 1;
      for (int i = 0; i < tuple.size(); i++) {
        budget.steps(1);
        PickleValue item = tuple.get(i);
        state = KeyHash.add(state, hash(item, depth + 1, budget));
        deepest = Math.max(deepest, keyDepth(item));
        weight += keyWeight(item);
      }
      checkWeight(weight);
      tuple.keepKey(KeyHash.end(state), deepest + 1, (int) weight);
    }
    budget.descend(depth, tuple.keyDepth());
    return tuple.keyHash();
  }

  private static int hashFrozenSet(PySet set, int depth, KeyBudget budget) {
    if (set.keyHash() == 0) {
      budget.descend(depth, 1);
      int sum = set.size();
      int deepest = 0;
      long weight = 1;
      for (int i = 0; i < set.size(); i++) {
        budget.steps(1);
        PickleValue element = set.get(i);
        sum += KeyHash.of(hash(element, depth + 1, budget));
        deepest = Math.max(deepest, keyDepth(element));
        weight += keyWeight(element);
      }
      checkWeight(weight);
      set.keepKey(KeyHash.end(sum), deepest + 1, (int) weight);
    }
    budget.descend(depth, set.keyDepth());
    return set.keyHash();
  }

  private static int keyDepth(PickleValue key) {
    return switch (key.kind()) {
      case TUPLE -> ((PyTuple) key).keyDepth();
      case SLICE -> ((PyLibrary.Slice) key).parts().keyDepth();
      case FROZENSET -> ((PySet) key).keyDepth();
      default -> 0;
    };
  }

  private static int keyWeight(PickleValue key) {
    return switch (key.kind()) {
      case TUPLE -> ((PyTuple) key).keyWeight();
      case SLICE -> ((PyLibrary.Slice) key).parts().keyWeight();
      case FROZENSET -> ((PySet) key).keyWeight();
      default -> 1;
    };
  }

  /** A key may hold little by reference and very much when written out. */
  private static void checkWeight(long weight) {
    if (weight > MAX_WEIGHT) {
      throw new ExcessiveException("a key that holds more than " + MAX_WEIGHT + " values");
    }
  }

  /** Whether two values {@code depth} levels deep in keys are the same. */
  static boolean same(PickleValue a, PickleValue b, int depth, KeyBudget budget) {
    if (a == b) {
      return true;
    }
    if (a instanceof PyExtension || b instanceof PyExtension) {
      return sameStanding(a, b, depth, budget);
    }
    if (KeyNumbers.isNumber(a) && KeyNumbers.isNumber(b)) {
      return KeyNumbers.same(a, b);
    }
    if (a.kind() != b.kind()) {
      return false;
    }
    return switch (a.kind()) {
      case TUPLE -> sameTuple((PyTuple) a, (PyTuple) b, depth, budget);
      case FROZENSET -> sameFrozenSet((PySet) a, (PySet) b, depth, budget);
      case GLOBAL ->
          ((PyGlobal) a).module().equals(((PyGlobal) b).module())
              && ((PyGlobal) a).name().equals(((PyGlobal) b).name());
      case RANGE -> sameTuple(((PyLibrary.Range) a).keyParts(), ((PyLibrary.Range) b).keyParts(), depth, budget);
      case SLICE -> sameTuple(((PyLibrary.Slice) a).parts(), ((PyLibrary.Slice) b).parts(), depth, budget);
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE ->
          ((PyTemporal) a).keyText().equals(((PyTemporal) b).keyText());
      case PATH -> ((PyLibrary.Path) a).keyText().equals(((PyLibrary.Path) b).keyText());
      case STR -> {
        budget.steps(((PyStr) a).value().length() / TEXT_PER_STEP);
        yield a.equals(b);
      }
      case BYTES -> {
        budget.steps(((PyBytes) a).size() / TEXT_PER_STEP);
        yield a.equals(b);
      }
      default -> a.equals(b);
    };
  }

  /** Compares what the values stand for. */
  private static boolean sameStanding(PickleValue a, PickleValue b, int depth, KeyBudget budget) {
    PickleValue x = a instanceof PyExtension extension ? extension.keyValue() : a;
    PickleValue y = b instanceof PyExtension extension ? extension.keyValue() : b;
    boolean extended = x instanceof PyExtension || y instanceof PyExtension;
    return extended ? x.equals(y) : same(x, y, depth, budget);
  }

  private static boolean sameTuple(PyTuple a, PyTuple b, int depth, KeyBudget budget) {
    if (a.size() != b.size()) {
      return false;
    }
    budget.descend(depth, 1);
    for (int i = 0; i < a.size(); i++) {
      budget.steps(1);
      if (!same(a.get(i), b.get(i), depth + 1, budget)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameFrozenSet(PySet a, PySet b, int depth, KeyBudget budget) {
    if (a.size() != b.size()) {
      return false;
    }
    budget.descend(depth, 1);
    for (int i = 0; i < a.size(); i++) {
      budget.steps(1);
      if (!b.has(a.get(i), budget, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
