package dev.brine.pickle.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * Hashes of what keys are made of. Each step multiplies by a secret number and folds the two halves
 * of the product together, so that a file cannot choose keys that collide.
 */
final class KeyHash {
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

  /** The hash of a sequence of {@code size} items, to be {@link #add added} one by one. */
  static long start(int size) {
    return fold(START + size);
  }

  static long add(long state, int hash) {
    return fold(state ^ (hash & 0xffffffffL));
  }

  /** The hash of what was added; never 0, which stands for a hash that is not known yet. */
  static int end(long state) {
    int hash = narrow(fold(state ^ START));
    return hash == 0 ? 1 : hash;
  }

  static int of(long value) {
    return narrow(fold(value ^ START));
  }

  /** A float that is an integer has the hash of that integer, as in Python. */
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
