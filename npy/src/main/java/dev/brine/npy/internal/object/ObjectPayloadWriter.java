package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the data of an {@code .npy} whose dtype has objects: one pickle of the whole array. */
public final class ObjectPayloadWriter {
  private ObjectPayloadWriter() {}

  /**
   * Writes the pickle that follows a header.
   *
   * @param location of the array, for messages
   * @throws UnsupportedException if the array cannot be written as a pickle
   */
  @SuppressWarnings("DoNotCallSuggester") // until it can
  public static void write(NdArray array, OutputStream out, Location location) throws IOException {
    throw new UnsupportedException(location, "arrays of " + array.dtype() + " cannot be saved yet");
  }
}
