package dev.brine.npy.fuzz;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.OutputStream;

/** What NumPy puts into pickles: arrays, dtypes and scalars, and their states. */
public final class ObjectTarget {
  private static final PickleLimits LIMITS =
      PickleLimits.DEFAULT.withHeapBytes(16L << 20).withWalkNodes(20_000).withWalkText(1L << 20);

  private ObjectTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    read(data, LoadOptions.DEFAULT.withLimits(LIMITS).withEncoding(StringEncoding.LATIN1));
    LoadOptions options = LoadOptions.DEFAULT.withLimits(LIMITS);
    read(data, options.withPickle(options.pickle().withLenient()));
  }

  private static void read(byte[] data, LoadOptions options) throws IOException {
    PickleValue value;
    try {
      value = Npy.loadValue(data, defaults -> options);
    } catch (BrineException e) {
      return;
    }
    try {
      PickleText.writeRepr(
          value, new StringBuilder(), Location.MEMORY, PickleText.Options.DEFAULT, LIMITS);
      PickleText.writeCanonical(value, OutputStream.nullOutputStream(), Location.MEMORY, LIMITS);
    } catch (BrineException e) {
      if (e.kind() != Kind.LIMIT && e.kind() != Kind.UNSUPPORTED) {
        throw new AssertionError("it is read, but cannot be shown", e);
      }
    }
  }
}
