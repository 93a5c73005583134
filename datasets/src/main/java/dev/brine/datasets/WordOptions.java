package dev.brine.datasets;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of the data sets whose examples are lists of word ids, by Keras' names and with
 * Keras' defaults. Immutable: each method gives a changed copy.
 *
 * @param <S> the options themselves
 */
public abstract class WordOptions<S extends WordOptions<S>> extends SourceOptions<S> {
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
