package dev.brine.datasets.internal.keras;

/**
 * MT19937, the 32-bit Mersenne Twister of Matsumoto and Nishimura (1998), seeded by their {@code
 * init_genrand} of 2002.
 */
final class MersenneTwister {
  private static final int WORDS = 624;
  private static final int MIDDLE = 397;
  private static final int UPPER_BIT = 0x8000_0000;
  private static final int LOWER_BITS = 0x7fff_ffff;
  private static final int TWIST = 0x9908_b0df;
  private static final int SEED_MULTIPLIER = 1_812_433_253;

  private final int[] state = new int[WORDS];
  private int next = WORDS;

  /** Starts the stream of a 32-bit seed, taken as unsigned. */
  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < WORDS; i++) {
      int before = state[i - 1];
      state[i] = SEED_MULTIPLIER * (before ^ (before >>> 30)) + i;
    }
  }

  /** The next 32 bits. */
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
