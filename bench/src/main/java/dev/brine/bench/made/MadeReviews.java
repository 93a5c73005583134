package dev.brine.bench.made;

import java.util.Random;

/**
 * Reviews of the shape of IMDB's: log-normal lengths of 11 to 2,494 words, about 220 on average,
 * and word ids whose ranks follow Zipf's law. A seed gives the same reviews on every machine.
 */
final class MadeReviews {
  private static final int SHORTEST = 11;
  private static final int LONGEST = 2494;
  private static final int VOCABULARY = 88_584;
  private static final int RANK_BITS = 20;

  private final Random random;
  private final int[] ranks = new int[1 << RANK_BITS];

  MadeReviews(long seed) {
    this.random = new Random(seed);
    // One rank for each equal step of its logarithm is Zipf's law.
    double step = StrictMath.log(VOCABULARY) / ranks.length;
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = (int) StrictMath.exp(i * step);
    }
  }

  /** The next review's word ids, each from 1 to 88,583. */
  int[] next() {
    double length = StrictMath.exp(5.2 + 0.62 * random.nextGaussian());
    int[] words = new int[(int) Math.min(Math.max(length, SHORTEST), LONGEST)];
    for (int i = 0; i < words.length; i++) {
      words[i] = ranks[random.nextInt() >>> (Integer.SIZE - RANK_BITS)];
    }
    return words;
  }

  /** A label, 0 or 1. */
  int label() {
    return random.nextInt() >>> (Integer.SIZE - 1);
  }
}
