package dev.brine.datasets;

import dev.brine.datasets.cache.CacheOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@link Imdb#loadData}, by Keras' names and with Keras' defaults. Immutable:
 * each method gives a changed copy.
 */
public final class ImdbOptions {
  /** Keras' defaults. */
  public static final ImdbOptions DEFAULT = new ImdbOptions();

  private @Nullable Path data;
  private boolean sample;
  private CacheOptions cache = CacheOptions.DEFAULT;
  private @Nullable Integer numWords;
  private int skipTop;
  private @Nullable Integer maxLen;
  private @Nullable Long seed = 113L;
  private @Nullable Integer startChar = 1;
  private @Nullable Integer oovChar = 2;
  private @Nullable Integer indexFrom = 3;
  private Semantics semantics = Semantics.KERAS_3;

  private ImdbOptions() {}

  private ImdbOptions(ImdbOptions other) {
    this.data = other.data;
    this.sample = other.sample;
    this.cache = other.cache;
    this.numWords = other.numWords;
    this.skipTop = other.skipTop;
    this.maxLen = other.maxLen;
    this.seed = other.seed;
    this.startChar = other.startChar;
    this.oovChar = other.oovChar;
    this.indexFrom = other.indexFrom;
    this.semantics = other.semantics;
  }

  /** Reads this file rather than the cache; by default the cache, which downloads at first. */
  public ImdbOptions data(Path file) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.data = file;
    copy.sample = false;
    return copy;
  }

  /** Reads the small sample that Brine carries: made-up reviews in the shape of the real ones. */
  public ImdbOptions sample() {
    ImdbOptions copy = new ImdbOptions(this);
    copy.data = null;
    copy.sample = true;
    return copy;
  }

  /** Where the cache lies and how it downloads. */
  public ImdbOptions cache(CacheOptions options) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.cache = options;
    return copy;
  }

  /**
   * Keeps ids below this one and makes the others {@code oovChar}. Null, the default, and 0 stand
   * for the largest id there is, which itself then becomes {@code oovChar}, as in Keras.
   */
  public ImdbOptions numWords(@Nullable Integer value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.numWords = value;
    return copy;
  }

  /**
   * Makes ids below this one {@code oovChar}; 0 by default. Ids are compared after {@code
   * indexFrom} was added, so that from 2 on the start marker is one of them, as in Keras.
   */
  public ImdbOptions skipTop(int value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.skipTop = value;
    return copy;
  }

  /**
   * Leaves out reviews of this length and longer, the start marker counted; null, the default, and
   * 0 leave out none. Keras' documentation says otherwise; this is what it does.
   */
  public ImdbOptions maxLen(@Nullable Integer value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.maxLen = value;
    return copy;
  }

  /** The seed of the shuffle, 0 to 2^32 − 1; 113 by default; null for another order each time. */
  public ImdbOptions seed(@Nullable Long value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.seed = value;
    return copy;
  }

  /** Put before every review; 1 by default; null for none. */
  public ImdbOptions startChar(@Nullable Integer value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.startChar = value;
    return copy;
  }

  /** Put for every id that is left out; 2 by default; null drops them. */
  public ImdbOptions oovChar(@Nullable Integer value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.oovChar = value;
    return copy;
  }

  /** Added to every rank; 3 by default. Null is 0, and only possible without a start marker. */
  public ImdbOptions indexFrom(@Nullable Integer value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.indexFrom = value;
    return copy;
  }

  /** Which Keras; {@link Semantics#KERAS_3} by default. */
  public ImdbOptions semantics(Semantics value) {
    ImdbOptions copy = new ImdbOptions(this);
    copy.semantics = value;
    return copy;
  }

  /** The file to read, or null for the cache. */
  public @Nullable Path data() {
    return data;
  }

  /** Whether the sample is read. */
  public boolean isSample() {
    return sample;
  }

  /** Where the cache lies and how it downloads. */
  public CacheOptions cache() {
    return cache;
  }

  /** Ids from this one on are left out; null or 0 for the largest. */
  public @Nullable Integer numWords() {
    return numWords;
  }

  /** Ids below this one are left out. */
  public int skipTop() {
    return skipTop;
  }

  /** Reviews of this length and longer are left out; null or 0 for none. */
  public @Nullable Integer maxLen() {
    return maxLen;
  }

  /** The seed of the shuffle, or null. */
  public @Nullable Long seed() {
    return seed;
  }

  /** Put before every review, or null. */
  public @Nullable Integer startChar() {
    return startChar;
  }

  /** Put for every id that is left out, or null. */
  public @Nullable Integer oovChar() {
    return oovChar;
  }

  /** Added to every rank, or null. */
  public @Nullable Integer indexFrom() {
    return indexFrom;
  }

  /** Which Keras. */
  public Semantics semantics() {
    return semantics;
  }
}
