package dev.brine.datasets.internal.keras;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's legacy generator {@code numpy.random.RandomState}, which is frozen: a seed gives the same
 * order in every NumPy since 1.7. An instance is one stream of numbers and is not thread-safe.
 */
public final class LegacyRandomState {
  /** The largest seed, 2<sup>32</sup> - 1. */
  public static final long MAX_SEED = 0xffff_ffffL;

  private final MersenneTwister twister;

  private LegacyRandomState(int seed) {
    this.twister = new MersenneTwister(seed);
  }

  /**
   * Returns {@code RandomState(seed)}.
   *
   * @param seed a number from 0 to 2<sup>32</sup> - 1
   * @throws IllegalArgumentException for any other seed, with NumPy's message
   */
  public static LegacyRandomState seeded(long seed) {
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException("Seed must be between 0 and 2**32 - 1");
    }
    return new LegacyRandomState((int) seed);
  }

  /** Returns {@code RandomState(None)}, which is a different stream every time. */
  public static LegacyRandomState unseeded() {
    return new LegacyRandomState(new SecureRandom().nextInt());
  }

  /** Returns {@code RandomState(seed)}; null is Python's {@code None}. */
  public static LegacyRandomState of(@Nullable Long seed) {
    return seed == null ? unseeded() : seeded(seed);
  }

  /**
   * Returns {@code permutation(n)}, the numbers from 0 to n - 1 in a random order.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public int[] permutation(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("n must be non-negative but was " + n);
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }

  /** Shuffles an array in place, from the last element down as NumPy does. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = interval(i);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /**
   * Returns a uniform number from 0 to {@code max}, both included, as NumPy's {@code
   * random_interval} does: masks a 32-bit word to the bits of {@code max}, and takes another word
   * while the result is greater.
   */
  private int interval(int max) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(max);
    int value;
    do {
      value = twister.nextWord() & mask;
    } while (value > max);
    return value;
  }

  /**
   * MT19937, the 32-bit Mersenne Twister of Matsumoto and Nishimura (1998), seeded by their {@code
   * init_genrand} of 2002.
   */
  static final class MersenneTwister {
    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int UPPER_BIT = 0x8000_0000;
    private static final int LOWER_BITS = 0x7fff_ffff;
    private static final int TWIST = 0x9908_b0df;
    private static final int SEED_MULTIPLIER = 1_812_433_253;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    /** Creates the stream of an unsigned 32-bit seed. */
    MersenneTwister(int seed) {
      state[0] = seed;
      for (int i = 1; i < WORDS; i++) {
        int before = state[i - 1];
        state[i] = SEED_MULTIPLIER * (before ^ (before >>> 30)) + i;
      }
    }

    /** Returns the next 32 bits. */
    int nextWord() {
      if (next == WORDS) {
        regenerate();
      }
      int y = state[next++];
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c_5680;
      y ^= (y << 15) & 0xefc6_0000;
      return y ^ (y >>> 18);
    }

    private void regenerate() {
      int[] words = state;
      for (int i = 0; i < WORDS - MIDDLE; i++) {
        words[i] = words[i + MIDDLE] ^ twist(words[i], words[i + 1]);
      }
      for (int i = WORDS - MIDDLE; i < WORDS - 1; i++) {
        words[i] = words[i + MIDDLE - WORDS] ^ twist(words[i], words[i + 1]);
      }
      words[WORDS - 1] = words[MIDDLE - 1] ^ twist(words[WORDS - 1], words[0]);
      next = 0;
    }

    private static int twist(int upper, int lower) {
      int y = (upper & UPPER_BIT) | (lower & LOWER_BITS);
      return (y >>> 1) ^ (-(y & 1) & TWIST);
    }
  }
}
