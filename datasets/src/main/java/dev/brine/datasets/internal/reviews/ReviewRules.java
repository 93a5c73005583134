package dev.brine.datasets.internal.reviews;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code load_data} as Python would see them.
 *
 * @param numWords null or 0 for the largest id there is
 * @param maxLen null or 0 for no filter
 * @param seed null for another order each time
 * @param startChar null for none
 * @param oovChar null to drop
 * @param indexFrom null for 0
 */
public record ReviewRules(
    @Nullable Integer numWords,
    int skipTop,
    @Nullable Integer maxLen,
    @Nullable Long seed,
    @Nullable Integer startChar,
    @Nullable Integer oovChar,
    @Nullable Integer indexFrom) {

  /** Refuses what Python would fail on. */
  public ReviewRules {
    if (startChar != null && indexFrom == null) {
      throw new IllegalArgumentException(
          "indexFrom must be an int where startChar is one: Keras adds it to every id");
    }
  }

  boolean filters() {
    return maxLen != null && maxLen != 0;
  }

  /** Whether a review of this length in the file stays. */
  boolean keeps(int length) {
    return maxLen == null || length + markers() < maxLen;
  }

  int markers() {
    return startChar == null ? 0 : 1;
  }

  int offset() {
    return indexFrom == null ? 0 : indexFrom;
  }

  /** Ids from this one on are left out; null where only the data can tell. */
  @Nullable Integer limit() {
    return numWords != null && numWords == 0 ? null : numWords;
  }

  IllegalArgumentException noneKept() {
    return new IllegalArgumentException(
        "After filtering for sequences shorter than maxlen="
            + maxLen
            + ", no sequence was kept. Increase maxlen.");
  }
}
