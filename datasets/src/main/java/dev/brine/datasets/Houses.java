package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.split.SplitRatio;
import dev.brine.datasets.internal.table.TableExamples;
import dev.brine.error.Location;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the data sets of houses have in common. */
final class Houses {
  private Houses() {}

  /** Keras' load_data over the first {@code most} rows of the file. */
  static TrainTest<NdArray> load(HousingOptions<?> options, RemoteFile file, long most)
      throws IOException {
    SplitRatio.require(options.testSplit());
    return NpzSource.read(options, file, new Load(most, options.seed(), options.testSplit()));
  }

  private record Load(long most, @Nullable Long seed, double testSplit)
      implements NpzSource.Reader<TrainTest<NdArray>> {
    @Override
    public TrainTest<NdArray> read(NpzFile file, Location location) throws IOException {
      TableExamples all = TableExamples.read(file, "x", "y", location).first(most);
      TableExamples[] parts = all.split(seed, testSplit);
      return new TrainTest<>(
          new Examples<>(parts[0].x(), parts[0].y()), new Examples<>(parts[1].x(), parts[1].y()));
    }
  }
}
