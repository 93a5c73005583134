package dev.brine.datasets.cache;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where datasets are cached and where they are downloaded from.
 *
 * @param home Keras' folder, which holds {@code datasets}; null for the one Keras would choose:
 *     {@code KERAS_HOME}, else {@code ~/.keras}, and {@code /tmp/.keras} where that is not writable
 * @param offline whether only files that are in the cache may be used
 * @param origin where to download from instead of the published address: an {@code http}, {@code
 *     https} or {@code file} URL or a path, of a folder or of the file itself; null for the
 *     published address. The hash is checked all the same. Anything else causes an {@link
 *     IllegalArgumentException} when a file is downloaded
 * @param progress receives the progress of downloads
 * @param retries how downloads retry
 */
public record CacheOptions(
    @Nullable Path home,
    boolean offline,
    @Nullable String origin,
    Progress progress,
    Retries retries) {
  /** Keras' folder, online, from the published addresses, without progress. */
  public static final CacheOptions DEFAULT =
      new CacheOptions(null, false, null, Progress.NONE, Retries.DEFAULT);

  /** Returns a copy with another {@code home}. */
  public CacheOptions withHome(@Nullable Path value) {
    return new CacheOptions(value, offline, origin, progress, retries);
  }

  /** Returns a copy with another {@code offline}. */
  public CacheOptions withOffline(boolean value) {
    return new CacheOptions(home, value, origin, progress, retries);
  }

  /** Returns a copy with another {@code origin}. */
  public CacheOptions withOrigin(@Nullable String value) {
    return new CacheOptions(home, offline, value, progress, retries);
  }

  /** Returns a copy with another {@code progress}. */
  public CacheOptions withProgress(Progress value) {
    return new CacheOptions(home, offline, origin, value, retries);
  }

  /** The same with other {@code retries}. */
  public CacheOptions withRetries(Retries value) {
    return new CacheOptions(home, offline, origin, progress, value);
  }

  /**
   * How a download retries. After a transient failure (a broken or silent connection, HTTP 408, 429
   * and 5xx) it waits and then resumes if the server allows that.
   *
   * @param attempts the total number of attempts, at least 1
   * @param firstPause how long to wait before the second attempt; then twice as long each time,
   *     minus a random part of up to half, so that many clients do not retry at the same time
   * @param longestPause the longest wait, even if the server asks for more
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

  /** Receives the progress of a download, on the thread that waits for it. */
  public interface Progress {
    /** Ignores all progress. */
    Progress NONE = new Progress() { // not a lambda: start-up must not link one
          @Override
          public void advanced(String name, long bytes, long total) {}
        };

    /**
     * Called when more bytes of a file have arrived, or were found from an earlier attempt.
     *
     * @param name the file's name in the cache
     * @param bytes how many bytes are there; fewer than before if it had to start again
     * @param total how many there will be, or -1 if the server does not say
     */
    void advanced(String name, long bytes, long total);

    /**
     * Called with a message for the user: a retry, a bad file that is replaced, another process
     * that downloads.
     */
    default void note(String sentence) {}

    /** Called after the last event of a file, whether it arrived or not. */
    default void finished(String name) {}
  }
}
