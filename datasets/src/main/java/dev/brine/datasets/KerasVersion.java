package dev.brine.datasets;

/** Whose {@code imdb.load_data} is reproduced; they differ only where {@code maxLen} is given. */
public enum KerasVersion {
  /** Keras 3.3.3 and later: each part is filtered by {@code maxLen} on its own. */
  KERAS_3,
  /**
   * Keras 2.1.0 to 2.3.1, and most answers on the web: both parts are filtered together and cut at
   * the length the train part had before, so that it takes in test reviews.
   */
  KERAS_2_1
}
