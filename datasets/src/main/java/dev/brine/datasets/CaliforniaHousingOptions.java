package dev.brine.datasets;

/** The parameters of {@link CaliforniaHousing#loadData}. */
public final class CaliforniaHousingOptions extends HousingOptions<CaliforniaHousingOptions> {
  /** Keras' defaults. */
  public static final CaliforniaHousingOptions DEFAULT = new CaliforniaHousingOptions();

  /** How much of the data. */
  public enum Version {
    /** The first 600 houses of the file. */
    SMALL,
    /** All 20,640. */
    LARGE
  }

  private Version version = Version.LARGE;

  private CaliforniaHousingOptions() {}

  private CaliforniaHousingOptions(CaliforniaHousingOptions other) {
    super(other);
    this.version = other.version;
  }

  @Override
  CaliforniaHousingOptions copy() {
    return new CaliforniaHousingOptions(this);
  }

  /** All houses, the default, or the first 600. */
  public CaliforniaHousingOptions withVersion(Version value) {
    CaliforniaHousingOptions copy = copy();
    copy.version = value;
    return copy;
  }

  /**
   * The same by Keras' names, {@code large} and {@code small}.
   *
   * @throws IllegalArgumentException for any other, with Keras' words
   */
  public CaliforniaHousingOptions withVersion(String value) {
    return switch (value) {
      case "large" -> withVersion(Version.LARGE);
      case "small" -> withVersion(Version.SMALL);
      default ->
          throw new IllegalArgumentException(
              "Argument `version` must be one of 'small', 'large'. Received: version=" + value);
    };
  }

  /** All houses, or the first 600. */
  public Version version() {
    return version;
  }
}
