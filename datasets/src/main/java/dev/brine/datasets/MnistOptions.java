package dev.brine.datasets;

/** The parameters of {@link Mnist#loadData}: only where the data are. */
public final class MnistOptions extends SourceOptions<MnistOptions> {
  /** The cache, as Keras has it. */
  public static final MnistOptions DEFAULT = new MnistOptions();

  private MnistOptions() {}

  private MnistOptions(MnistOptions other) {
    super(other);
  }

  @Override
  MnistOptions copy() {
    return new MnistOptions(this);
  }
}
