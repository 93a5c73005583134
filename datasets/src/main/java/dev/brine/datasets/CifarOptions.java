package dev.brine.datasets;

/**
 * The parameters of {@link Cifar10#loadData}, and most of those of {@link Cifar100#loadData}.
 * Immutable: each method gives a changed copy. {@link #withData} is the {@code .tar.gz}, or a
 * folder that it was extracted to.
 *
 * @param <S> the options themselves
 */
public abstract class CifarOptions<S extends CifarOptions<S>> extends SourceOptions<S> {
  ImageDataFormat imageDataFormat = ImageDataFormat.CHANNELS_LAST;

  CifarOptions() {}

  CifarOptions(CifarOptions<S> other) {
    super(other);
    this.imageDataFormat = other.imageDataFormat;
  }

  /** Which axis has the colours; the last by default. In Keras this is a setting of its own. */
  public final S withImageDataFormat(ImageDataFormat value) {
    S copy = copy();
    copy.imageDataFormat = value;
    return copy;
  }

  /** Which axis has the colours. */
  public final ImageDataFormat imageDataFormat() {
    return imageDataFormat;
  }
}
