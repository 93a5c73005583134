package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.HousingOptions;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.LegacyRandomState;
import dev.brine.datasets.internal.keras.SplitRatio;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.Arrays;

/** Loads the two housing datasets. */
final class Houses {
  private Houses() {}

  /** Does what Keras' {@code load_data} does with the first {@code limit} rows of the file. */
  static TrainTest<NdArray> load(HousingOptions<?> options, RemoteFile file, long limit)
      throws IOException {
    SplitRatio.require(options.testSplit());
    return NpzSource.read(
        options,
        file,
        (npz, location) -> split(NpzSource.examples(npz, "x", "y", location), options, limit));
  }

  /** Shuffles and splits. */
  private static TrainTest<NdArray> split(
      Examples<NdArray> all, HousingOptions<?> options, long limit) {
    long count = Math.min(limit, all.x().shape().dim(0));
    Examples<NdArray> first = new Examples<>(all.x().slice(0, count), all.y().slice(0, count));
    int[] order = LegacyRandomState.of(options.seed()).permutation(Math.toIntExact(count));
    int cut = SplitRatio.cut(order.length, options.testSplit());
    return new TrainTest<>(
        taken(first, Arrays.copyOf(order, cut)),
        taken(first, Arrays.copyOfRange(order, cut, order.length)));
  }

  private static Examples<NdArray> taken(Examples<NdArray> examples, int[] order) {
    return new Examples<>(NdArray.take(examples.x(), order), NdArray.take(examples.y(), order));
  }
}
