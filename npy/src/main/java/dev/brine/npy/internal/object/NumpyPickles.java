package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.value.DecodedPickle;
import java.io.IOException;
import java.io.InputStream;

/** Decodes pickles in which NumPy's arrays, dtypes and scalars may stand. */
public final class NumpyPickles {
  private NumpyPickles() {}

  /**
   * Decodes the first pickle of a stream, which is read in blocks, beyond the STOP.
   *
   * @param location the file and member that failures name
   * @param offset the offset of the stream's first byte in its member
   */
  public static DecodedPickle decode(
      InputStream in, Location location, long offset, PickleOptions options) throws IOException {
    return Pickle.decode(in, location, offset, options.withTypes(NumpyTypes.INSTANCE));
  }
}
