package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.HousingOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.california_housing}: 20,640 blocks of California in 1990, 8 numbers on
 * each, and what a house there was worth in dollars; 16,512 to learn from and 4,128 to test on, or
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

  /** The houses with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the houses: {@code CaliforniaHousing.loadData(o -> o.withTestSplit(0.1))}. Both {@code x}
   * and {@code y} have the dtype of the file, which is float32.
   *
   * <p>Without {@link Options#withData} they come from Keras' cache, {@code
   * ~/.keras/datasets}, into which they are downloaded once (744 kB) and where their hash is
   * checked every time.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   * @throws IOException if it cannot be read or downloaded
   */
  public static TrainTest<NdArray> loadData(UnaryOperator<Options> parameters)
      throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Does the same with options given by value; see {@link #loadData(UnaryOperator)}. */
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

    /** How much of the data. */
    public enum Version {
      /** The first 600 houses of the file. */
      SMALL,
      /** All 20,640. */
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

    /** All houses, the default, or the first 600. */
    public Options withVersion(Version value) {
      Options copy = copy();
      copy.version = value;
      return copy;
    }

    /**
     * The same by Keras' names, {@code large} and {@code small}.
     *
     * @throws IllegalArgumentException for any other, with Keras' words
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

    /** All houses, or the first 600. */
    public Version version() {
      return version;
    }
  }
}
