package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.HousingOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.boston_housing}: 506 neighborhoods of Boston in the 1970s with 13 features
 * each, and the median price of a house in thousands of dollars; 404 for training and 102 for
 * testing. Keras advises against this dataset, because one of the features, B, rests on an
 * assumption about race; use {@link CaliforniaHousing} instead.
 *
 * <p>The values are those of Keras 3.15, bit for bit.
 */
public final class BostonHousing {
  private static final RemoteFile HOUSES =
      KerasFiles.of(
          "boston_housing.npz",
          57_026,
          "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5");

  private BostonHousing() {}

  /** Loads the dataset with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the dataset: {@code BostonHousing.loadData(o -> o.withTestSplit(0.1))}. Both {@code x}
   * and {@code y} have the dtype of the file, which is float64.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the file once (57 kB) and checks its hash every time.
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
    return Houses.load(options, HOUSES, Long.MAX_VALUE);
  }

  static List<RemoteFile> files() {
    return List.of(HOUSES);
  }

  /** The parameters of {@link BostonHousing#loadData}. */
  public static final class Options extends HousingOptions<Options> {
    /** Keras' defaults. */
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
