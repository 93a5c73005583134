package dev.brine.npy.internal.load;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;

/** Reads elements from a source of known size, in parts side by side where they are many. */
final class SourceElements {
  private SourceElements() {}

  /**
   * Reads the elements at a position.
   *
   * @param location where they start, for messages
   * @param available how many bytes there are from {@code start} on
   * @throws dev.brine.error.TruncatedException if they are fewer than the header says
   * @throws LimitException if they do not fit into memory
   */
  static NdArray read(
      ByteSource source,
      long start,
      NpyHeader header,
      Location location,
      long available,
      Truncation truncation)
      throws IOException {
    long total = header.dataBytes();
    if (available < total) {
      throw truncation.at(location, header, available);
    }
    Segments segments = Segments.allocate(header, location);
    if (total < TwoThreads.WORTHWHILE) {
      segments.read(source, start, 0, total);
    } else {
      long half = total / 2;
      TwoThreads.run(
          () -> segments.read(source, start, 0, half),
          () -> segments.read(source, start + half, half, total - half));
    }
    return segments.array(header);
  }
}
