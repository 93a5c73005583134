package dev.brine.datasets;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@link BostonHousing#loadData}, and most of those of {@link
 * CaliforniaHousing#loadData}, by Keras' names and with Keras' defaults. Immutable: each method
 * gives a changed copy.
 *
 * @param <S> the options themselves
 */
public abstract class HousingOptions<S extends HousingOptions<S>> extends SourceOptions<S> {
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
