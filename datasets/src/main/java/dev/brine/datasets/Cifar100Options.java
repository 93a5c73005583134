package dev.brine.datasets;

/** The parameters of {@link Cifar100#loadData}. */
public final class Cifar100Options extends CifarOptions<Cifar100Options> {
  /** Keras' defaults. */
  public static final Cifar100Options DEFAULT = new Cifar100Options();

  /** Which of a picture's two labels. */
  public enum LabelMode {
    /** One of 100 classes. */
    FINE,
    /** One of 20 groups of them. */
    COARSE
  }

  private LabelMode labelMode = LabelMode.FINE;

  private Cifar100Options() {}

  private Cifar100Options(Cifar100Options other) {
    super(other);
    this.labelMode = other.labelMode;
  }

  @Override
  Cifar100Options copy() {
    return new Cifar100Options(this);
  }

  /** The 100 classes, the default, or the 20 groups. */
  public Cifar100Options withLabelMode(LabelMode value) {
    Cifar100Options copy = copy();
    copy.labelMode = value;
    return copy;
  }

  /**
   * The same by Keras' names, {@code fine} and {@code coarse}.
   *
   * @throws IllegalArgumentException for any other, with Keras' words
   */
  public Cifar100Options withLabelMode(String value) {
    return switch (value) {
      case "fine" -> withLabelMode(LabelMode.FINE);
      case "coarse" -> withLabelMode(LabelMode.COARSE);
      default ->
          throw new IllegalArgumentException(
              "`label_mode` must be one of `\"fine\"`, `\"coarse\"`. Received: label_mode="
                  + value
                  + ".");
    };
  }

  /** The 100 classes, or the 20 groups. */
  public LabelMode labelMode() {
    return labelMode;
  }
}
