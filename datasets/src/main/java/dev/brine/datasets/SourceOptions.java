package dev.brine.datasets;

import dev.brine.datasets.cache.CacheOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The source of a dataset: the parameters that all {@code loadData} methods share. Immutable: each
 * {@code with} method returns a changed copy.
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

  /** Returns a new copy that the caller may still change. */
  abstract S copy();

  /**
   * Returns a copy that reads this file; the default is the cache, which downloads the file once.
   */
  public final S withData(Path file) {
    S copy = copy();
    copy.data = file;
    copy.sample = false;
    return copy;
  }

  /**
   * Returns a copy that reads the small sample in Brine's jar, made-up data in the format of the
   * real data.
   */
  public final S withSample() {
    S copy = copy();
    copy.data = null;
    copy.sample = true;
    return copy;
  }

  /** Returns a copy that uses the cache and downloads files by these options. */
  public final S withCache(CacheOptions options) {
    S copy = copy();
    copy.cache = options;
    return copy;
  }

  /** Returns the file to read, or null for the cache. */
  public final @Nullable Path data() {
    return data;
  }

  /** Returns whether the sample is read. */
  public final boolean isSample() {
    return sample;
  }

  /** Returns where the cache is and how files are downloaded. */
  public final CacheOptions cache() {
    return cache;
  }

  /**
   * The parameters of the datasets whose examples are lists of word ids, by Keras' names and with
   * Keras' defaults. Immutable: each {@code with} method returns a changed copy.
   *
   * @param <S> the options themselves
   */
  public abstract static class WordOptions<S extends WordOptions<S>> extends SourceOptions<S> {
    @Nullable Integer numWords;
    int skipTop;
    @Nullable Integer maxLen;
    @Nullable Long seed = 113L;
    @Nullable Integer startChar = 1;
    @Nullable Integer oovChar = 2;
    @Nullable Integer indexFrom = 3;

    WordOptions() {}

    WordOptions(WordOptions<S> other) {
      super(other);
      this.numWords = other.numWords;
      this.skipTop = other.skipTop;
      this.maxLen = other.maxLen;
      this.seed = other.seed;
      this.startChar = other.startChar;
      this.oovChar = other.oovChar;
      this.indexFrom = other.indexFrom;
    }

    /**
     * Returns a copy that keeps ids below this one and replaces the others by {@code oovChar}. Null
     * (the default) and 0 mean the largest id in the data, which is then replaced too, as in Keras.
     */
    public final S withNumWords(@Nullable Integer value) {
      S copy = copy();
      copy.numWords = value;
      return copy;
    }

    /**
     * Returns a copy that replaces ids below this one by {@code oovChar}; 0 by default. Ids are
     * compared after {@code indexFrom} is added, so a value of 2 or more replaces the start marker
     * too, as in Keras.
     */
    public final S withSkipTop(int value) {
      S copy = copy();
      copy.skipTop = value;
      return copy;
    }

    /**
     * Returns a copy that leaves out lists of this length and longer, start marker included. Null
     * (the default) and 0 keep all. Keras' documentation differs from its code; this option does
     * what the code does.
     */
    public final S withMaxLen(@Nullable Integer value) {
      S copy = copy();
      copy.maxLen = value;
      return copy;
    }

    /**
     * Returns a copy with another seed of the shuffle, 0 to 2^32 − 1; 113 by default; null for a
     * different order each time.
     */
    public final S withSeed(@Nullable Long value) {
      S copy = copy();
      copy.seed = value;
      return copy;
    }

    /** Returns a copy with another id that starts every list; 1 by default; null for none. */
    public final S withStartChar(@Nullable Integer value) {
      S copy = copy();
      copy.startChar = value;
      return copy;
    }

    /** Returns a copy with another id that replaces left-out ids; 2 by default; null drops them. */
    public final S withOovChar(@Nullable Integer value) {
      S copy = copy();
      copy.oovChar = value;
      return copy;
    }

    /**
     * Returns a copy that adds another number to every rank; 3 by default. Null means 0 and is
     * allowed only if {@code startChar} is null.
     */
    public final S withIndexFrom(@Nullable Integer value) {
      S copy = copy();
      copy.indexFrom = value;
      return copy;
    }

    /** Returns the first id that is left out; null or 0 for the largest id in the data. */
    public final @Nullable Integer numWords() {
      return numWords;
    }

    /** Returns the first id that is kept. */
    public final int skipTop() {
      return skipTop;
    }

    /** Returns the length from which lists are left out; null or 0 for none. */
    public final @Nullable Integer maxLen() {
      return maxLen;
    }

    /** Returns the seed of the shuffle, or null. */
    public final @Nullable Long seed() {
      return seed;
    }

    /** Returns the id that starts every list, or null. */
    public final @Nullable Integer startChar() {
      return startChar;
    }

    /** Returns the id that replaces ids that are left out, or null. */
    public final @Nullable Integer oovChar() {
      return oovChar;
    }

    /** Returns the number added to every rank, or null. */
    public final @Nullable Integer indexFrom() {
      return indexFrom;
    }

    /** Refuses combinations for which Python raises an error. */
    final void requireConsistent() {
      if (startChar != null && indexFrom == null) {
        throw new IllegalArgumentException(
            "indexFrom must not be null unless startChar is null: Keras adds it to every id");
      }
    }

    final boolean hasMaxLen() {
      return maxLen != null && maxLen != 0;
    }

    /** Returns whether {@code maxLen} keeps a list that has this length in the file. */
    final boolean keeps(int length) {
      return maxLen == null || length + markers() < maxLen;
    }

    /** Returns the number of start markers per list, 0 or 1. */
    final int markers() {
      return startChar == null ? 0 : 1;
    }

    /** Returns the number added to each id of the file. */
    final int offset() {
      return indexFrom == null ? 0 : indexFrom;
    }

    /** Returns the first id that is left out; null if it depends on the largest id in the data. */
    final @Nullable Integer idLimit() {
      return numWords != null && numWords == 0 ? null : numWords;
    }

    final IllegalArgumentException noneKept() {
      return new IllegalArgumentException(
          "After filtering for sequences shorter than maxlen="
              + maxLen
              + ", no sequence was kept. Increase maxlen.");
    }
  }

  /**
   * The parameters of {@link Cifar10#loadData}, and most of those of {@link Cifar100#loadData}.
   * Immutable: each {@code with} method returns a changed copy. {@link #withData} takes the {@code
   * .tar.gz}, or a folder to which it was extracted.
   *
   * @param <S> the options themselves
   */
  public abstract static class CifarOptions<S extends CifarOptions<S>> extends SourceOptions<S> {
    ImageDataFormat imageDataFormat = ImageDataFormat.CHANNELS_LAST;

    CifarOptions() {}

    CifarOptions(CifarOptions<S> other) {
      super(other);
      this.imageDataFormat = other.imageDataFormat;
    }

    /**
     * Returns a copy with another axis for the color channels; the last by default. In Keras this
     * is a global setting.
     */
    public final S withImageDataFormat(ImageDataFormat value) {
      S copy = copy();
      copy.imageDataFormat = value;
      return copy;
    }

    /** Returns which axis has the color channels. */
    public final ImageDataFormat imageDataFormat() {
      return imageDataFormat;
    }
  }

  /**
   * The parameters of {@link BostonHousing#loadData}, and most of those of {@link
   * CaliforniaHousing#loadData}, by Keras' names and with Keras' defaults. Immutable: each {@code
   * with} method returns a changed copy.
   *
   * @param <S> the options themselves
   */
  public abstract static class HousingOptions<S extends HousingOptions<S>>
      extends SourceOptions<S> {
    double testSplit = 0.2;
    @Nullable Long seed = 113L;

    HousingOptions() {}

    HousingOptions(HousingOptions<S> other) {
      super(other);
      this.testSplit = other.testSplit;
      this.seed = other.seed;
    }

    /**
     * Returns a copy with another fraction of the rows for testing, at least 0 and less than 1; 0.2
     * by default.
     */
    public final S withTestSplit(double value) {
      S copy = copy();
      copy.testSplit = value;
      return copy;
    }

    /**
     * Returns a copy with another seed of the shuffle, 0 to 2^32 − 1; 113 by default; null for a
     * different order each time.
     */
    public final S withSeed(@Nullable Long value) {
      S copy = copy();
      copy.seed = value;
      return copy;
    }

    /** Returns the fraction of the rows for testing. */
    public final double testSplit() {
      return testSplit;
    }

    /** Returns the seed of the shuffle, or null. */
    public final @Nullable Long seed() {
      return seed;
    }
  }

  /** Which axis of images has the color channels: Keras' {@code image_data_format}. */
  public enum ImageDataFormat {
    /** (images, rows, columns, channels), Keras' default. */
    CHANNELS_LAST,
    /** (images, channels, rows, columns). */
    CHANNELS_FIRST
  }
}
