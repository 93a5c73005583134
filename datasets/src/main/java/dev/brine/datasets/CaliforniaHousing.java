package dev.brine.datasets;

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
    return loadData(CaliforniaHousingOptions.DEFAULT);
  }

  /**
   * Loads the houses: {@code CaliforniaHousing.loadData(o -> o.withTestSplit(0.1))}. Both {@code x}
   * and {@code y} have the dtype of the file, which is float32.
   *
   * <p>Without {@link CaliforniaHousingOptions#withData} they come from Keras' cache, {@code
   * ~/.keras/datasets}, into which they are downloaded once (744 kB) and where their hash is
   * checked every time.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   * @throws IOException if it cannot be read or downloaded
   */
  public static TrainTest<NdArray> loadData(UnaryOperator<CaliforniaHousingOptions> parameters)
      throws IOException {
    return loadData(parameters.apply(CaliforniaHousingOptions.DEFAULT));
  }

  /** Does the same with options given by value; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData(CaliforniaHousingOptions options) throws IOException {
    boolean small = options.version() == CaliforniaHousingOptions.Version.SMALL;
    return Houses.load(options, HOUSES, small ? SMALL : Long.MAX_VALUE);
  }

  static List<RemoteFile> files() {
    return List.of(HOUSES);
  }
}
