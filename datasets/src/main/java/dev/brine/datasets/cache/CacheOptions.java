package dev.brine.datasets.cache;

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
    DownloadProgress progress,
    Retries retries) {
  /** Keras' folder, online, from the published addresses, in silence. */
  public static final CacheOptions DEFAULT =
      new CacheOptions(null, false, null, DownloadProgress.NONE, Retries.DEFAULT);

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
  public CacheOptions withProgress(DownloadProgress value) {
    return new CacheOptions(home, offline, origin, value, retries);
  }

  /** The same with other {@code retries}. */
  public CacheOptions withRetries(Retries value) {
    return new CacheOptions(home, offline, origin, progress, value);
  }
}
