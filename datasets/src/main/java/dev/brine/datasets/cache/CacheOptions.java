package dev.brine.datasets.cache;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where datasets are cached and where they are downloaded from.
 *
 * @param home Keras' folder, which contains {@code datasets}; null for the one that Keras chooses:
 *     {@code KERAS_HOME} or else {@code ~/.keras}; {@code /tmp/.keras} if that is not writable
 * @param offline whether only files that are in the cache may be used
 * @param origin the source of downloads in place of the published address: an {@code http}, {@code
 *     https} or {@code file} URL or a path, of a folder or of the file itself; null for the
 *     published address. The hash is checked in any case. Anything else causes an {@link
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
  /** The defaults: Keras' folder, online, from the published addresses, without progress. */
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

  /** Returns a copy with other {@code retries}. */
  public CacheOptions withRetries(Retries value) {
    return new CacheOptions(home, offline, origin, progress, value);
  }

  /**
   * How a download retries. After a transient failure (a broken or silent connection, HTTP 408, 429
   * and 5xx) it waits, and then resumes if the server allows that.
   *
   * @param attempts the total number of attempts, at least 1
   * @param firstPause how long to wait before the second attempt. The wait doubles each time, and a
   *     random part of up to half is subtracted, so that clients do not retry at the same time
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
    /**
     * The defaults: 5 attempts, waits of up to 0.5, 1, 2 and 4 seconds, and timeouts of 10 seconds
     * for a connection and 30 seconds for silence.
     */
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
    Progress NONE = new Progress() { // linking a lambda would slow the start down
          @Override
          public void advanced(String name, long bytes, long total) {}
        };

    /**
     * Called when more bytes of a file have arrived, or bytes of an earlier attempt are resumed.
     *
     * @param name the file's name in the cache
     * @param bytes the number of bytes so far; smaller than before if the download was restarted
     * @param total the size of the file, or -1 if it is unknown
     */
    void advanced(String name, long bytes, long total);

    /**
     * Called with a message for the user, such as a retry, a damaged file that is replaced, or a
     * wait for another process.
     */
    default void note(String sentence) {}

    /** Called after the last event of a file, whether or not its download succeeded. */
    default void finished(String name) {}
  }
}
