package dev.brine.npy.fuzz;

import dev.brine.error.BrineException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NestedArray;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.PickleLimits;
import java.io.IOException;

/** Files of joblib, plain and compressed, and the arrays in them. */
public final class JoblibTarget {
  private static final PickleLimits LIMITS =
      PickleLimits.DEFAULT.withHeapBytes(16L << 20).withWalkNodes(20_000);

  private static final long LARGEST = 1 << 20;

  private JoblibTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    read(data, LoadOptions.DEFAULT.withLimits(LIMITS));
    LoadOptions options = LoadOptions.DEFAULT.withLimits(LIMITS);
    read(data, options.withPickle(options.pickle().withLenient()));
  }

  private static void read(byte[] data, LoadOptions options) throws IOException {
    try {
      for (NestedArray nested : NestedArray.of(Npy.loadValue(data, defaults -> options))) {
        NdArray array = nested.array();
        if (!(array instanceof ObjectArray) && array.size() < LARGEST) {
          array.digest();
        }
      }
    } catch (BrineException e) {
      // a typed failure
    }
  }
}
