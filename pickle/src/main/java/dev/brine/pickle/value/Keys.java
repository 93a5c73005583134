package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Implements Python's rules for equal keys of a dict or elements of a set: {@code 1 == 1.0 ==
 * True}, tuples and frozensets compare by value, and mutable values are rejected. Hashes are
 * seeded, so that a file cannot choose keys that collide.
 */
final class Keys {
  private static final int TEXT_PER_STEP = 64;
  private static final int MAX_WEIGHT = 100_000;

  private Keys() {}

  /**
   * Returns the hash under which a key is filed.
   *
   * @throws InvalidStateException if the value is not hashable in Python
   * @throws ExcessiveException if the key is nested too deep or too large
   */
  static int hash(PickleValue key, KeyBudget budget) {
    budget.start();
    return hash(key, 0, budget);
  }

  /** Returns the hash of a value that is {@code depth} levels deep in a key. */
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
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE, NAMED_ZONE ->
          KeyHash.of(((PyTemporal) key).keyText());
      case PATH -> KeyHash.of(((PyLibrary.Path) key).keyText());
      case UUID -> KeyHash.of(key.toString());
      case EXTENSION -> {
        PickleValue stands = ((PyExtension) key).keyValue();
        yield stands == key ? KeyHash.of(key.hashCode()) : hash(stands, depth, budget);
      }
      case CALL, PERSISTENT_ID -> System.identityHashCode(key);
      case LIST, DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, DEQUE, SET, BYTEARRAY, ARRAY ->
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

  /** Limits the expanded size of a key, which may be small only because it shares values. */
  private static void checkWeight(long weight) {
    if (weight > MAX_WEIGHT) {
      throw new ExcessiveException("a key that holds more than " + MAX_WEIGHT + " values");
    }
  }

  /** Returns whether two values {@code depth} levels deep in keys are the same. */
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
      case RANGE ->
          sameTuple(
              ((PyLibrary.Range) a).keyParts(), ((PyLibrary.Range) b).keyParts(), depth, budget);
      case SLICE ->
          sameTuple(((PyLibrary.Slice) a).parts(), ((PyLibrary.Slice) b).parts(), depth, budget);
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE, NAMED_ZONE ->
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

  /** Compares the values by meaning. */
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

  /** Numbers as keys: Python compares them by value, whatever their types. */
  static final class KeyNumbers {
    /** Larger decimals are never written out, and equal no int. */
    private static final int MOST_DIGITS = 400;

    private KeyNumbers() {}

    static boolean isNumber(PickleValue value) {
      return switch (value.kind()) {
        case INT, FLOAT, BOOL, COMPLEX, DECIMAL, FRACTION -> true;
        default -> false;
      };
    }

    static int hash(PickleValue number) {
      return switch (number.kind()) {
        case INT -> ((PyInt) number).keyHash();
        case BOOL -> KeyHash.of(number == PyConstant.TRUE ? 1L : 0L);
        case FLOAT -> KeyHash.of(((PyFloat) number).value());
        case COMPLEX -> hash((PyNumber.Complex) number);
        case DECIMAL -> hash((PyNumber.Decimal) number);
        default -> hash((PyNumber.Fraction) number);
      };
    }

    private static int hash(PyNumber.Complex number) {
      int real = KeyHash.of(number.real());
      return number.imaginary() == 0
          ? real
          : KeyHash.end(
              KeyHash.add(KeyHash.add(KeyHash.start(2), real), KeyHash.of(number.imaginary())));
    }

    private static int hash(PyNumber.Decimal number) {
      if (number.text().contains("sNaN")) {
        throw new InvalidStateException("a signaling NaN cannot be a key");
      }
      if (!number.isFinite()) {
        return KeyHash.of(special(number));
      }
      BigDecimal value = exact(number);
      boolean small = value != null && value.precision() - (long) value.scale() <= MOST_DIGITS;
      return value != null && small ? hash(value) : KeyHash.of(number.text());
    }

    private static int hash(PyNumber.Fraction number) {
      BigDecimal value = exact(number);
      return value == null
          ? KeyHash.of(number.numerator()) * 31 + KeyHash.of(number.denominator())
          : hash(value);
    }

    /**
     * Hashes integers as integers, numbers that a double holds exactly as doubles, and all others
     * by their digits.
     */
    private static int hash(BigDecimal value) {
      BigDecimal shortest = value.stripTrailingZeros();
      if (shortest.signum() == 0 || shortest.scale() <= 0) {
        return KeyHash.of(shortest.toBigIntegerExact());
      }
      double nearest = shortest.doubleValue();
      return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(shortest) == 0
          ? KeyHash.of(nearest)
          : KeyHash.of(shortest.toString());
    }

    static boolean same(PickleValue a, PickleValue b) {
      if (a instanceof PyInt x && b instanceof PyInt y) {
        return x.equals(y);
      }
      if (imaginary(a) != imaginary(b)) {
        return false;
      }
      if (isReal(a) && isReal(b)) {
        return real(a) == real(b);
      }
      if (!isFinite(a) || !isFinite(b)) {
        return !isFinite(a) && !isFinite(b) && special(a) == special(b);
      }
      if (a.equals(b)) {
        return true;
      }
      BigDecimal exactA = exact(a);
      BigDecimal exactB = exact(b);
      return exactA != null && exactB != null && exactA.compareTo(exactB) == 0;
    }

    private static boolean isReal(PickleValue number) {
      return number instanceof PyFloat || number instanceof PyNumber.Complex;
    }

    private static double imaginary(PickleValue number) {
      return number instanceof PyNumber.Complex complex ? complex.imaginary() : 0;
    }

    private static double real(PickleValue number) {
      return number instanceof PyNumber.Complex complex
          ? complex.real()
          : ((PyFloat) number).value();
    }

    private static boolean isFinite(PickleValue number) {
      return number instanceof PyNumber.Decimal decimal
          ? decimal.isFinite()
          : !isReal(number) || Double.isFinite(real(number));
    }

    /** Returns an infinity or a NaN. */
    private static double special(PickleValue number) {
      if (!(number instanceof PyNumber.Decimal decimal)) {
        return real(number);
      }
      double size = decimal.text().contains("Inf") ? Double.POSITIVE_INFINITY : Double.NaN;
      return decimal.text().startsWith("-") ? -size : size;
    }

    /** Returns a finite real number as its decimal digits, or null if it has none or too many. */
    private static @Nullable BigDecimal exact(PickleValue number) {
      return switch (number.kind()) {
        case INT -> new BigDecimal(((PyInt) number).bigValue());
        case BOOL -> number == PyConstant.TRUE ? BigDecimal.ONE : BigDecimal.ZERO;
        case DECIMAL -> exact((PyNumber.Decimal) number);
        case FRACTION -> exact((PyNumber.Fraction) number);
        default -> new BigDecimal(real(number));
      };
    }

    private static @Nullable BigDecimal exact(PyNumber.Decimal number) {
      try {
        return number.toBigDecimal();
      } catch (ArithmeticException e) {
        return null;
      }
    }

    private static @Nullable BigDecimal exact(PyNumber.Fraction number) {
      BigInteger denominator = number.denominator();
      boolean powerOfTwo = denominator.bitCount() == 1 && denominator.bitLength() < 1_100;
      if (!powerOfTwo && denominator.bitLength() > Long.SIZE) {
        return null;
      }
      try {
        return new BigDecimal(number.numerator()).divide(new BigDecimal(denominator));
      } catch (ArithmeticException e) {
        return null;
      }
    }
  }

  /**
   * Hashes the parts of keys. Each step multiplies by a secret number and folds the two halves of
   * the product together, so that a file cannot choose keys that collide.
   */
  static final class KeyHash {
    private static final long FACTOR;
    private static final long START;

    static {
      SplittableRandom random = new SplittableRandom();
      FACTOR = random.nextLong() | 1;
      START = random.nextLong();
    }

    private KeyHash() {}

    private static long fold(long state) {
      return Math.multiplyHigh(state, FACTOR) ^ (state * FACTOR);
    }

    private static int narrow(long state) {
      return (int) (state ^ (state >>> 32));
    }

    /**
     * Returns the hash of a sequence of {@code size} items, to be {@link #add added} one by one.
     */
    static long start(int size) {
      return fold(START + size);
    }

    static long add(long state, int hash) {
      return fold(state ^ (hash & 0xffffffffL));
    }

    /** Returns the hash of what was added; never 0, which means not yet computed. */
    static int end(long state) {
      int hash = narrow(fold(state ^ START));
      return hash == 0 ? 1 : hash;
    }

    static int of(long value) {
      return narrow(fold(value ^ START));
    }

    /** Returns a float that is an integer has the hash of that integer, as in Python. */
    static int of(double value) {
      if (Double.isFinite(value) && Math.rint(value) == value) {
        return Math.abs(value) < 0x1p63
            ? of((long) value)
            : of(new BigDecimal(value).toBigIntegerExact());
      }
      return of(Double.doubleToLongBits(value) ^ FACTOR);
    }

    static int of(BigInteger value) {
      return value.bitLength() < Long.SIZE ? of(value.longValue()) : of(value.toByteArray());
    }

    static int of(String text) {
      long state = START;
      int i = 0;
      int end = text.length();
      for (; i + 4 <= end; i += 4) {
        long four =
            text.charAt(i)
                | (long) text.charAt(i + 1) << 16
                | (long) text.charAt(i + 2) << 32
                | (long) text.charAt(i + 3) << 48;
        state = fold(state ^ four);
      }
      for (; i < end; i++) {
        state = fold(state ^ text.charAt(i));
      }
      return end(state + end);
    }

    static int of(byte[] bytes) {
      long state = ~START;
      for (byte b : bytes) {
        state = fold(state ^ b);
      }
      return end(state + bytes.length);
    }
  }
}
