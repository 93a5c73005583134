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

  /**
   * The parameters of the data sets whose examples are lists of word ids, by Keras' names and with
   * Keras' defaults. Immutable: each method gives a changed copy.
   *
   * @param <S> the options themselves
   */
  public static abstract class WordOptions<S extends WordOptions<S>> extends SourceOptions<S> {
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
     * Keeps ids below this one and makes the others {@code oovChar}. Null, the default, and 0 stand
     * for the largest id there is, which itself then becomes {@code oovChar}, as in Keras.
     */
    public final S withNumWords(@Nullable Integer value) {
      S copy = copy();
      copy.numWords = value;
      return copy;
    }

    /**
     * Makes ids below this one {@code oovChar}; 0 by default. Ids are compared after {@code
     * indexFrom} was added, so that from 2 on the start marker is one of them, as in Keras.
     */
    public final S withSkipTop(int value) {
      S copy = copy();
      copy.skipTop = value;
      return copy;
    }

    /**
     * Leaves out texts of this length and longer, the start marker counted; null, the default, and 0
     * leave out none. Keras' documentation says otherwise; this is what it does.
     */
    public final S withMaxLen(@Nullable Integer value) {
      S copy = copy();
      copy.maxLen = value;
      return copy;
    }

    /** The seed of the shuffle, 0 to 2^32 − 1; 113 by default; null for another order each time. */
    public final S withSeed(@Nullable Long value) {
      S copy = copy();
      copy.seed = value;
      return copy;
    }

    /** Put before every text; 1 by default; null for none. */
    public final S withStartChar(@Nullable Integer value) {
      S copy = copy();
      copy.startChar = value;
      return copy;
    }

    /** Put for every id that is left out; 2 by default; null drops them. */
    public final S withOovChar(@Nullable Integer value) {
      S copy = copy();
      copy.oovChar = value;
      return copy;
    }

    /** Added to every rank; 3 by default. Null is 0, and only possible without a start marker. */
    public final S withIndexFrom(@Nullable Integer value) {
      S copy = copy();
      copy.indexFrom = value;
      return copy;
    }

    /** Ids from this one on are left out; null or 0 for the largest. */
    public final @Nullable Integer numWords() {
      return numWords;
    }

    /** Ids below this one are left out. */
    public final int skipTop() {
      return skipTop;
    }

    /** Texts of this length and longer are left out; null or 0 for none. */
    public final @Nullable Integer maxLen() {
      return maxLen;
    }

    /** The seed of the shuffle, or null. */
    public final @Nullable Long seed() {
      return seed;
    }

    /** Put before every text, or null. */
    public final @Nullable Integer startChar() {
      return startChar;
    }

    /** Put for every id that is left out, or null. */
    public final @Nullable Integer oovChar() {
      return oovChar;
    }

    /** Added to every rank, or null. */
    public final @Nullable Integer indexFrom() {
      return indexFrom;
    }

    /** Refuses what Python would fail on. */
    final void requireConsistent() {
      if (startChar != null && indexFrom == null) {
        throw new IllegalArgumentException(
            "indexFrom must be an int where startChar is one: Keras adds it to every id");
      }
    }

    final boolean hasMaxLen() {
      return maxLen != null && maxLen != 0;
    }

    /** Whether {@code maxLen} keeps a text that has this length in the file. */
    final boolean keeps(int length) {
      return maxLen == null || length + markers() < maxLen;
    }

    /** The number of start markers before each text, 0 or 1. */
    final int markers() {
      return startChar == null ? 0 : 1;
    }

    /** The number added to each id of the file. */
    final int offset() {
      return indexFrom == null ? 0 : indexFrom;
    }

    /** Ids from this one on are left out; null if it depends on the largest id of the data. */
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
   * Immutable: each method gives a changed copy. {@link #withData} is the {@code .tar.gz}, or a
   * folder that it was extracted to.
   *
   * @param <S> the options themselves
   */
  public static abstract class CifarOptions<S extends CifarOptions<S>> extends SourceOptions<S> {
    ImageDataFormat imageDataFormat = ImageDataFormat.CHANNELS_LAST;

    CifarOptions() {}

    CifarOptions(CifarOptions<S> other) {
      super(other);
      this.imageDataFormat = other.imageDataFormat;
    }

    /** Which axis has the colours; the last by default. In Keras this is a setting of its own. */
    public final S withImageDataFormat(ImageDataFormat value) {
      S copy = copy();
      copy.imageDataFormat = value;
      return copy;
    }

    /** Which axis has the colours. */
    public final ImageDataFormat imageDataFormat() {
      return imageDataFormat;
    }
  }

  /**
   * The parameters of {@link BostonHousing#loadData}, and most of those of {@link
   * CaliforniaHousing#loadData}, by Keras' names and with Keras' defaults. Immutable: each method
   * gives a changed copy.
   *
   * @param <S> the options themselves
   */
  public static abstract class HousingOptions<S extends HousingOptions<S>> extends SourceOptions<S> {
    double testSplit = 0.2;
    @Nullable Long seed = 113L;

    HousingOptions() {}

    HousingOptions(HousingOptions<S> other) {
      super(other);
      this.testSplit = other.testSplit;
      this.seed = other.seed;
    }

    /** The part of the houses to test on, at least 0 and less than 1; 0.2 by default. */
    public final S withTestSplit(double value) {
      S copy = copy();
      copy.testSplit = value;
      return copy;
    }

    /** The seed of the shuffle, 0 to 2^32 − 1; 113 by default; null for another order each time. */
    public final S withSeed(@Nullable Long value) {
      S copy = copy();
      copy.seed = value;
      return copy;
    }

    /** The part of the houses to test on. */
    public final double testSplit() {
      return testSplit;
    }

    /** The seed of the shuffle, or null. */
    public final @Nullable Long seed() {
      return seed;
    }
  }

  /** Which axis of pictures has the colours: Keras' {@code image_data_format}. */
  public enum ImageDataFormat {
    /** (pictures, rows, columns, colours), Keras' default. */
    CHANNELS_LAST,
    /** (pictures, colours, rows, columns). */
    CHANNELS_FIRST
  }
}
