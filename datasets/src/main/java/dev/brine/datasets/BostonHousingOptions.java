package dev.brine.datasets;

/** The parameters of {@link BostonHousing#loadData}. */
public final class BostonHousingOptions extends HousingOptions<BostonHousingOptions> {
  /** Keras' defaults. */
  public static final BostonHousingOptions DEFAULT = new BostonHousingOptions();

  private BostonHousingOptions() {}

  private BostonHousingOptions(BostonHousingOptions other) {
    super(other);
  }

  @Override
  BostonHousingOptions copy() {
    return new BostonHousingOptions(this);
  }
}
