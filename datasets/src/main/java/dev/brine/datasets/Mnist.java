package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.mnist}: 70,000 handwritten digits, 28 by 28 pixels from 0 (paper) to 255
 * (ink), 60,000 of them for training. {@code x} is uint8 of shape (60000, 28, 28), {@code y} uint8
 * of shape (60000,): the digit.
 */
public final class Mnist {
  private static final RemoteFile DIGITS =
      KerasFiles.of(
          "mnist.npz",
          11_490_434,
          "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1");

  private Mnist() {}

  /** Loads the digits from Keras' cache; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the digits, in the order of the file, as Keras does.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the file once (11.5 MB) and checks its hash every time.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, truncated or unsupported
   * @throws IOException if the file cannot be read or downloaded
   */
  public static TrainTest<NdArray> loadData(UnaryOperator<Options> parameters) throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Loads the dataset with these options; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData(Options options) throws IOException {
    return NpzSource.read(
        options,
        DIGITS,
        (file, location) ->
            new TrainTest<>(
                NpzSource.examples(file, "x_train", "y_train", location),
                NpzSource.examples(file, "x_test", "y_test", location)));
  }

  static List<RemoteFile> files() {
    return List.of(DIGITS);
  }

  /** The parameters of {@link Mnist#loadData}, which are only the source of the data. */
  public static final class Options extends SourceOptions<Options> {
    /** The default: Keras' cache. */
    public static final Options DEFAULT = new Options();

    private Options() {}

    private Options(Options other) {
      super(other);
    }

    @Override
    Options copy() {
      return new Options(this);
    }
  }
}
