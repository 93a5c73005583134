package dev.brine.datasets;

/**
 * The parameters of {@link Imdb#loadData}, by Keras' names and with Keras' defaults. Immutable:
 * each method gives a changed copy.
 */
public final class ImdbOptions extends WordOptions<ImdbOptions> {
  /** Keras' defaults. */
  public static final ImdbOptions DEFAULT = new ImdbOptions();

  private Semantics semantics = Semantics.KERAS_3;

  private ImdbOptions() {}

  private ImdbOptions(ImdbOptions other) {
    super(other);
    this.semantics = other.semantics;
  }

  @Override
  ImdbOptions copy() {
    return new ImdbOptions(this);
  }

  /** Which Keras; {@link Semantics#KERAS_3} by default. */
  public ImdbOptions semantics(Semantics value) {
    ImdbOptions copy = copy();
    copy.semantics = value;
    return copy;
  }

  /** Which Keras. */
  public Semantics semantics() {
    return semantics;
  }
}
