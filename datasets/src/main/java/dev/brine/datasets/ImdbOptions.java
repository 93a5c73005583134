package dev.brine.datasets;

/**
 * The parameters of {@link Imdb#loadData}, by Keras' names and with Keras' defaults. Immutable:
 * each method gives a changed copy.
 */
public final class ImdbOptions extends WordOptions<ImdbOptions> {
  /** Keras' defaults. */
  public static final ImdbOptions DEFAULT = new ImdbOptions();

  private KerasVersion semantics = KerasVersion.KERAS_3;

  private ImdbOptions() {}

  private ImdbOptions(ImdbOptions other) {
    super(other);
    this.semantics = other.semantics;
  }

  @Override
  ImdbOptions copy() {
    return new ImdbOptions(this);
  }

  /** Which Keras; {@link KerasVersion#KERAS_3} by default. */
  public ImdbOptions withSemantics(KerasVersion value) {
    ImdbOptions copy = copy();
    copy.semantics = value;
    return copy;
  }

  /** Which Keras. */
  public KerasVersion semantics() {
    return semantics;
  }
}
