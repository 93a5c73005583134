package dev.brine.datasets;

/**
 * The parameters of {@link Reuters#loadData}, by Keras' names and with Keras' defaults. Immutable:
 * each method gives a changed copy.
 */
public final class ReutersOptions extends WordOptions<ReutersOptions> {
  /** Keras' defaults. */
  public static final ReutersOptions DEFAULT = new ReutersOptions();

  private double testSplit = 0.2;

  private ReutersOptions() {}

  private ReutersOptions(ReutersOptions other) {
    super(other);
    this.testSplit = other.testSplit;
  }

  @Override
  ReutersOptions copy() {
    return new ReutersOptions(this);
  }

  /**
   * The part of the newswires to test on; 0.2 by default. As in Keras it is not checked: the first
   * {@code (int) (n * (1 - testSplit))} are the train part, as Python slices a list, so that below
   * 0 all are, and above 1 those that are not among the last.
   */
  public ReutersOptions withTestSplit(double value) {
    ReutersOptions copy = copy();
    copy.testSplit = value;
    return copy;
  }

  /** The part of the newswires to test on. */
  public double testSplit() {
    return testSplit;
  }
}
