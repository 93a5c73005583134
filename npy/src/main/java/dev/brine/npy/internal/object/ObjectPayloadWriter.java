package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NumpyVersion;
import dev.brine.pickle.PickleWriter;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the data of an {@code .npy} whose dtype has objects: one pickle of the whole array. */
public final class ObjectPayloadWriter {
  private ObjectPayloadWriter() {}

  /**
   * Writes the pickle that follows a header, as {@code np.save} of a version of NumPy does.
   *
   * @param location of the array, for messages
   * @throws UnsupportedException if the array cannot be written as a pickle
   * @throws RefusedException if it holds a record that would run something
   */
  public static void write(NdArray array, OutputStream out, NumpyVersion version, Location location)
      throws IOException {
    write(ArrayValue.of(array, "numpy.ndarray"), out, version, location);
  }

  /** Writes a pickle of any value, NumPy's own among them. */
  public static void write(
      PickleValue value, OutputStream out, NumpyVersion version, Location location)
      throws IOException {
    try {
      PickleWriter.write(value, out, options(version));
    } catch (UnsupportedException e) {
      throw new UnsupportedException(location, e.reason());
    } catch (RefusedException e) {
      throw new RefusedException(location, e.module(), e.name(), e.opcode(), e.reason());
    }
  }

  private static PickleWriter.Options options(NumpyVersion version) {
    return PickleWriter.Options.DEFAULT
        .withProtocol(version.protocol())
        .withTypes(NumpyTypes.INSTANCE)
        .withReducer(new NumpyReducer(version));
  }
}
