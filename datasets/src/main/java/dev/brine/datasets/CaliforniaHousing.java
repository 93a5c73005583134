package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.HousingOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.california_housing}: 20,640 blocks of California in 1990 with 8 features
 * each, and the median price of a house in dollars; 16,512 for training and 4,128 for testing, or
 * 480 and 120 of the first 600.
 *
 * <p>The values are those of Keras 3.15, bit for bit.
 */
public final class CaliforniaHousing {
  private static final RemoteFile HOUSES =
      KerasFiles.of(
          "california_housing.npz",
          743_530,
          "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f");

  private static final int SMALL = 600;

  private CaliforniaHousing() {}

  /** Loads the dataset with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the dataset: {@code CaliforniaHousing.loadData(o -> o.withTestSplit(0.1))}. Both {@code
   * x} and {@code y} have the dtype of the file, which is float32.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the file once (744 kB) and checks its hash every time.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, truncated or unsupported
   * @throws IllegalArgumentException where Keras raises a ValueError, with the same message
   * @throws IOException if the file cannot be read or downloaded
   */
  public static TrainTest<NdArray> loadData(UnaryOperator<Options> parameters) throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Loads the dataset with these options; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData(Options options) throws IOException {
    boolean small = options.version() == Options.Version.SMALL;
    return Houses.load(options, HOUSES, small ? SMALL : Long.MAX_VALUE);
  }

  static List<RemoteFile> files() {
    return List.of(HOUSES);
  }

  /** The parameters of {@link CaliforniaHousing#loadData}. */
  public static final class Options extends HousingOptions<Options> {
    /** Keras' defaults. */
    public static final Options DEFAULT = new Options();

    /** How much of the data is loaded. */
    public enum Version {
      /** The first 600 rows of the file. */
      SMALL,
      /** All 20,640 rows. */
      LARGE
    }

    private Version version = Version.LARGE;

    private Options() {}

    private Options(Options other) {
      super(other);
      this.version = other.version;
    }

    @Override
    Options copy() {
      return new Options(this);
    }

    /** Returns a copy that loads all rows (the default) or the first 600. */
    public Options withVersion(Version value) {
      Options copy = copy();
      copy.version = value;
      return copy;
    }

    /**
     * Does the same by Keras' names, {@code large} and {@code small}.
     *
     * @throws IllegalArgumentException for any other name, with Keras' message
     */
    public Options withVersion(String value) {
      return switch (value) {
        case "large" -> withVersion(Version.LARGE);
        case "small" -> withVersion(Version.SMALL);
        default ->
            throw new IllegalArgumentException(
                "Argument `version` must be one of 'small', 'large'. Received: version=" + value);
      };
    }

    /** Returns whether all rows are loaded, or the first 600. */
    public Version version() {
      return version;
    }
  }
}
