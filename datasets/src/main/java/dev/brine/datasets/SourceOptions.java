package dev.brine.datasets;

import dev.brine.datasets.cache.CacheOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set comes from: what the parameters of all {@code loadData} have in common.
 * Immutable: each method gives a changed copy.
 *
 * @param <S> the options themselves
 */
public abstract class SourceOptions<S extends SourceOptions<S>> {
  @Nullable Path data;
  boolean sample;
  CacheOptions cache;

  SourceOptions() {
    this.cache = CacheOptions.DEFAULT;
  }

  SourceOptions(SourceOptions<S> other) {
    this.data = other.data;
    this.sample = other.sample;
    this.cache = other.cache;
  }

  /** A copy that nobody else has yet, and that may still be changed. */
  abstract S copy();

  /** Reads this file rather than the cache; by default the cache, which downloads at first. */
  public final S withData(Path file) {
    S copy = copy();
    copy.data = file;
    copy.sample = false;
    return copy;
  }

  /** Reads the small sample that Brine carries: made up, in the shape of the real data. */
  public final S withSample() {
    S copy = copy();
    copy.data = null;
    copy.sample = true;
    return copy;
  }

  /** Where the cache lies and how it downloads. */
  public final S withCache(CacheOptions options) {
    S copy = copy();
    copy.cache = options;
    return copy;
  }

  /** The file to read, or null for the cache. */
  public final @Nullable Path data() {
    return data;
  }

  /** Whether the sample is read. */
  public final boolean isSample() {
    return sample;
  }

  /** Where the cache lies and how it downloads. */
  public final CacheOptions cache() {
    return cache;
  }
}
