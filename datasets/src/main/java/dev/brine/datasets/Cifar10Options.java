package dev.brine.datasets;

/** The parameters of {@link Cifar10#loadData}. */
public final class Cifar10Options extends CifarOptions<Cifar10Options> {
  /** Keras' defaults. */
  public static final Cifar10Options DEFAULT = new Cifar10Options();

  private Cifar10Options() {}

  private Cifar10Options(Cifar10Options other) {
    super(other);
  }

  @Override
  Cifar10Options copy() {
    return new Cifar10Options(this);
  }
}
