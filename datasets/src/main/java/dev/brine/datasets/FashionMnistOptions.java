package dev.brine.datasets;

/**
 * The parameters of {@link FashionMnist#loadData}: only where the data are. {@link #withData} is
 * the folder that has the four files.
 */
public final class FashionMnistOptions extends SourceOptions<FashionMnistOptions> {
  /** The cache, as Keras has it. */
  public static final FashionMnistOptions DEFAULT = new FashionMnistOptions();

  private FashionMnistOptions() {}

  private FashionMnistOptions(FashionMnistOptions other) {
    super(other);
  }

  @Override
  FashionMnistOptions copy() {
    return new FashionMnistOptions(this);
  }
}
