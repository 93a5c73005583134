package dev.brine.datasets.cache;

import java.time.Duration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where data sets are kept and where they come from.
 *
 * @param home Keras' folder, which holds {@code datasets}; null for the one Keras would choose:
 *     {@code KERAS_HOME}, else {@code ~/.keras}, and {@code /tmp/.keras} where that is not writable
 * @param offline whether only files that are in the cache may be used
 * @param origin where to download from in place of the published address: an {@code http}, {@code
 *     https} or {@code file} URL or a path, of a folder or of the file itself; null for the
 *     published address. The hash is checked all the same. What is none of these is an {@link
 *     IllegalArgumentException} when a file is to be downloaded
 * @param progress is told how a download goes
 * @param retries how patient a download is
 */
public record CacheOptions(
    @Nullable Path home,
    boolean offline,
    @Nullable String origin,
    Progress progress,
    Retries retries) {
  /** Keras' folder, online, from the published addresses, in silence. */
  public static final CacheOptions DEFAULT =
      new CacheOptions(null, false, null, Progress.NONE, Retries.DEFAULT);

  /** The same with another {@code home}. */
  public CacheOptions withHome(@Nullable Path value) {
    return new CacheOptions(value, offline, origin, progress, retries);
  }

  /** The same with another {@code offline}. */
  public CacheOptions withOffline(boolean value) {
    return new CacheOptions(home, value, origin, progress, retries);
  }

  /** The same with another {@code origin}. */
  public CacheOptions withOrigin(@Nullable String value) {
    return new CacheOptions(home, offline, value, progress, retries);
  }

  /** The same with another {@code progress}. */
  public CacheOptions withProgress(Progress value) {
    return new CacheOptions(home, offline, origin, value, retries);
  }

  /** The same with other {@code retries}. */
  public CacheOptions withRetries(Retries value) {
    return new CacheOptions(home, offline, origin, progress, value);
  }

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

  /** Is told how a download goes, on the thread that waits for it. */
  public interface Progress {
    /** Tells nobody. */
    Progress NONE =
        new Progress() { // a lambda would be made at run time, at every start
          @Override
          public void advanced(String name, long bytes, long total) {}
        };

    /**
     * More bytes of a file have arrived, or a part of it was kept from before.
     *
     * @param name the file's name in the cache
     * @param bytes how many bytes are there; fewer than before if it had to start again
     * @param total how many there will be, or -1 if the server does not say
     */
    void advanced(String name, long bytes, long total);

    /** Something a person may want to know: a retry, a bad file replaced, another process at work. */
    default void note(String sentence) {}

    /** No more news of this file, whether it arrived or not. */
    default void finished(String name) {}
  }
}
