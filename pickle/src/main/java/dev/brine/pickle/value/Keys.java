package dev.brine.pickle.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * Python's rules for what is one key of a dict or one element of a set: {@code 1 == 1.0 == True},
 * tuples and frozensets by value, everything mutable refused. Hashes are seeded, so that a file
 * cannot choose keys that collide; comparing has an allowance, so that it cannot choose keys whose
 * comparison takes for ever. One of these serves one decoding.
 */
public final class Keys {
  private static final int SEED = new SplittableRandom().nextInt();
  private static final int DEEPEST = 100;
  private static final int FREE_STEPS = 1_000;
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
  public Keys(int depthLimit, long allowance) {
    this.depthLimit = Math.min(depthLimit, DEEPEST);
    this.allowance = allowance;
  }

  /**
   * The hash under which a key is filed.
   *
   * @throws InvalidStateException if Python would not take the value as a key
   * @throws ExcessiveException if the key is nested too deep or too large
   */
  int hash(PickleValue key) {
    steps = 0;
    return hash(key, 0);
  }

  /** Whether two values are the same key. */
  boolean same(PickleValue a, PickleValue b) {
    steps = 0;
    return same(a, b, 0);
  }

  private int hash(PickleValue key, int depth) {
    return switch (key.kind()) {
      case STR -> ((PyStr) key).keyHash();
      case INT -> hashOf((PyInt) key);
      case FLOAT -> hashOf(((PyFloat) key).value());
      case BOOL -> hashOf(key == PyConstant.TRUE ? 1L : 0L);
      case COMPLEX -> hashOf((PyComplex) key);
      case BYTES -> ((PyBytes) key).keyHash();
      case TUPLE -> hashTuple((PyTuple) key, depth);
      case FROZENSET -> hashFrozenSet((PySet) key, depth);
      case NONE, ELLIPSIS, NOT_IMPLEMENTED -> hashOf(key.typeName());
      case GLOBAL -> hashOf(((PyGlobal) key).module()) * 31 + hashOf(((PyGlobal) key).name());
      case RANGE, EXTENSION -> mix(key.hashCode());
      case CALL, PERSISTENT_ID -> System.identityHashCode(key);
      case LIST, DICT, ORDERED_DICT, SET, BYTEARRAY, SLICE ->
          throw new InvalidStateException("a " + key.typeName() + " cannot be a key");
    };
  }

  private int hashTuple(PyTuple tuple, int depth) {
    if (tuple.keyHash() == 0) {
      descend(depth, 1);
      int hash = SEED ^ tuple.size();
      int deepest = 0;
      long weight = 1;
      for (int i = 0; i < tuple.size(); i++) {
        step();
        PickleValue item = tuple.get(i);
        hash = mix(hash * 31 + hash(item, depth + 1));
        deepest = Math.max(deepest, keyDepth(item));
        weight += keyWeight(item);
      }
      checkWeight(weight);
      tuple.keepKey(hash == 0 ? 1 : hash, deepest + 1, (int) weight);
    }
    descend(depth, tuple.keyDepth());
    return tuple.keyHash();
  }

  private int hashFrozenSet(PySet set, int depth) {
    if (set.keyHash() == 0) {
      descend(depth, 1);
      int hash = SEED ^ set.size();
      int deepest = 0;
      long weight = 1;
      for (int i = 0; i < set.size(); i++) {
        step();
        PickleValue element = set.get(i);
        hash += mix(hash(element, depth + 1));
        deepest = Math.max(deepest, keyDepth(element));
        weight += keyWeight(element);
      }
      checkWeight(weight);
      set.keepKey(hash == 0 ? 1 : hash, deepest + 1, (int) weight);
    }
    descend(depth, set.keyDepth());
    return set.keyHash();
  }

  private static int keyDepth(PickleValue key) {
    return switch (key.kind()) {
      case TUPLE -> ((PyTuple) key).keyDepth();
      case FROZENSET -> ((PySet) key).keyDepth();
      default -> 0;
    };
  }

  private static int keyWeight(PickleValue key) {
    return switch (key.kind()) {
      case TUPLE -> ((PyTuple) key).keyWeight();
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
    if (isNumber(a) && isNumber(b)) {
      return sameNumber(a, b);
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
      default -> a.equals(b);
    };
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
  boolean sameInside(PickleValue a, PickleValue b, int depth) {
    return same(a, b, depth);
  }

  /** The hash of an element of a set inside a key. */
  int hashInside(PickleValue key, int depth) {
    return hash(key, depth);
  }

  private void descend(int depth, int further) {
    if (depth + further > depthLimit) {
      throw new ExcessiveException("a key nested deeper than " + depthLimit + " (limit keyDepth)");
    }
  }

  private void step() {
    if (++steps > FREE_STEPS && --allowance < 0) {
      throw new ExcessiveException("comparing keys takes too long (limit walkNodes)");
    }
  }

  private static boolean isNumber(PickleValue value) {
    return switch (value.kind()) {
      case INT, FLOAT, BOOL, COMPLEX -> true;
      default -> false;
    };
  }

  private static boolean sameNumber(PickleValue a, PickleValue b) {
    double imaginaryA = a instanceof PyComplex complex ? complex.imaginary() : 0;
    double imaginaryB = b instanceof PyComplex complex ? complex.imaginary() : 0;
    if (imaginaryA != imaginaryB) {
      return false;
    }
    boolean floatA = a.kind() == PickleValue.Kind.FLOAT || a.kind() == PickleValue.Kind.COMPLEX;
    boolean floatB = b.kind() == PickleValue.Kind.FLOAT || b.kind() == PickleValue.Kind.COMPLEX;
    if (floatA && floatB) {
      return real(a) == real(b);
    }
    if (!floatA && !floatB) {
      return integer(a).equals(integer(b));
    }
    double real = floatA ? real(a) : real(b);
    return isIntegral(real) && new BigDecimal(real).toBigInteger().equals(integer(floatA ? b : a));
  }

  private static double real(PickleValue number) {
    return number instanceof PyComplex complex ? complex.real() : ((PyFloat) number).value();
  }

  private static BigInteger integer(PickleValue number) {
    return number instanceof PyInt integer
        ? integer.bigValue()
        : BigInteger.valueOf(number == PyConstant.TRUE ? 1 : 0);
  }

  private static boolean isIntegral(double value) {
    return Double.isFinite(value) && Math.rint(value) == value;
  }

  private static int hashOf(PyInt value) {
    return value.isLong() ? hashOf(value.longValue()) : mix(value.bigValue().hashCode());
  }

  private static int hashOf(PyComplex value) {
    int real = hashOf(value.real());
    return value.imaginary() == 0 ? real : real * 31 + hashOf(value.imaginary());
  }

  private static int hashOf(double value) {
    if (!isIntegral(value)) {
      return mix(Double.hashCode(value));
    }
    if (Math.abs(value) < 0x1p62) {
      return hashOf((long) value);
    }
    return hashOf(PyInt.of(new BigDecimal(value).toBigInteger()));
  }

  static int hashOf(long value) {
    return mix((int) (value ^ (value >>> 32)) ^ (int) ((value * 0x9E3779B97F4A7C15L) >>> 40));
  }

  static int hashOf(String text) {
    long hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    int folded = (int) (hash ^ (hash >>> 32));
    return folded == 0 ? 1 : folded;
  }

  static int hashOf(byte[] bytes) {
    long hash = ~(long) SEED;
    for (byte b : bytes) {
      hash = (hash ^ b) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private static int mix(int hash) {
    int mixed = (hash ^ SEED) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 15);
  }
}
