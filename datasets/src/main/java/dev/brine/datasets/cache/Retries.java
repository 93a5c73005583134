package dev.brine.datasets.cache;

import java.time.Duration;

/**
 * How patient a download is. After a failure that may pass (a broken or silent connection, HTTP
 * 408, 429 and 5xx) it waits and goes on where it stopped if the server can.
 *
 * @param attempts how often to try in all, at least 1
 * @param firstPause how long to wait before the second attempt; then twice as long each time, less
 *     up to half by chance, so that many clients do not come back at once
 * @param longestPause no wait is longer, not even one that the server asks for
 * @param connectTimeout how long to wait for a connection
 * @param stallTimeout how long a connection may be silent before it counts as broken
 */
public record Retries(
    int attempts,
    Duration firstPause,
    Duration longestPause,
    Duration connectTimeout,
    Duration stallTimeout) {
  /** 5 attempts, waits of up to 0.5, 1, 2 and 4 seconds, 10 to connect, 30 of silence. */
  public static final Retries DEFAULT =
      new Retries(
          5,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** Checks the values. */
  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1 but was " + attempts);
    }
    requirePositive("firstPause", firstPause);
    requirePositive("longestPause", longestPause);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("stallTimeout", stallTimeout);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive but was " + value);
    }
  }
}
