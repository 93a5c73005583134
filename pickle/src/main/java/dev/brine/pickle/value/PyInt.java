package dev.brine.pickle.value;

import dev.brine.pickle.value.Keys.KeyHash;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A Python {@code int}: a long if it fits, otherwise a {@link BigInteger}. */
public final class PyInt implements PickleValue {
  private static final int CACHED_FROM = -16;
  private static final int CACHED_TO = 1024;
  private static final PyInt[] CACHE = cache();

  private final long small;
  private final @Nullable Big big;

  private PyInt(long small, @Nullable Big big) {
    this.small = small;
    this.big = big;
  }

  private static PyInt[] cache() {
    PyInt[] cache = new PyInt[CACHED_TO - CACHED_FROM];
    for (int i = 0; i < cache.length; i++) {
      cache[i] = new PyInt(CACHED_FROM + i, null);
    }
    return cache;
  }

  /** Returns the int of this value. */
  public static PyInt of(long value) {
    if (value >= CACHED_FROM && value < CACHED_TO) {
      return CACHE[(int) (value - CACHED_FROM)];
    }
    return new PyInt(value, null);
  }

  /** Returns the int of this value. */
  public static PyInt of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? of(value.longValue()) : new PyInt(0, new Big(value));
  }

  /** Returns whether the value fits in a long. */
  public boolean isLong() {
    return big == null;
  }

  /**
   * Returns the value.
   *
   * @throws ArithmeticException if it does not fit in a long
   */
  public long longValue() {
    if (big != null) {
      throw new ArithmeticException(
          "int of " + big.value.bitLength() + " bits does not fit in a long");
    }
    return small;
  }

  int bits() {
    return big == null ? Long.SIZE : big.value.bitLength();
  }

  /** Returns the hash of this value as a dict key. */
  int keyHash() {
    return big == null ? KeyHash.of(small) : big.keyHash();
  }

  /** Returns the value, of any size. */
  public BigInteger bigValue() {
    return big == null ? BigInteger.valueOf(small) : big.value;
  }

  @Override
  public Kind kind() {
    return Kind.INT;
  }

  @Override
  public String typeName() {
    return "int";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PyInt that
        && small == that.small
        && (big == null ? that.big == null : that.big != null && big.value.equals(that.big.value));
  }

  @Override
  public int hashCode() {
    return big == null ? Long.hashCode(small) : big.value.hashCode();
  }

  @Override
  public String toString() {
    return big == null ? Long.toString(small) : big.value.toString();
  }

  /** An int that does not fit in a long, kept in a separate class so that other ints are small. */
  private static final class Big {
    private final BigInteger value;
    private int hash;

    Big(BigInteger value) {
      this.value = value;
    }

    /** Cached, because computing it is slow. */
    int keyHash() {
      int known = hash;
      if (known == 0) {
        known = KeyHash.of(value);
        hash = known;
      }
      return known;
    }
  }
}
