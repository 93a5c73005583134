package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.object.NumpyTypes;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.ScanContext;
import dev.brine.pickle.type.ScanInput;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.ScanReport;
import java.io.IOException;
import java.io.InputStream;

/** What a scanner has to know of NumPy. To load arrays, see {@link Npy} and {@link NpzFile}. */
public final class NpyScan {
  private NpyScan() {}

  /**
   * Reads the header that is next in a stream, and no more of it than that takes.
   *
   * @param location the place of its first byte
   * @param maxHeaderSize the longest header, in bytes
   * @throws dev.brine.error.BrineException if it is not what it should be
   */
  public static NpyHeader header(InputStream in, Location location, int maxHeaderSize)
      throws IOException {
    return NpyHeaderReader.read(in, location, maxHeaderSize);
  }

  /**
   * Scans pickles as {@link Pickle#scan(ScanInput, Location, PickleOptions, ScanContext, int)}
   * does, with NumPy's names known.
   *
   * @throws IOException if the stream cannot be read, never for what is in it
   */
  public static ScanReport pickles(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting)
      throws IOException {
    PickleOptions numpy = options.withTypes(NumpyTypes.INSTANCE);
    return Pickle.scan(in, location, numpy, context, nesting);
  }

  /**
   * Searches as {@link Pickle#search(ScanInput, Location, PickleOptions, ScanContext, int)} does,
   * with NumPy's names known.
   *
   * @throws IOException if the stream cannot be read, never for what is in it
   */
  public static ScanReport search(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting)
      throws IOException {
    PickleOptions numpy = options.withTypes(NumpyTypes.INSTANCE);
    return Pickle.search(in, location, numpy, context, nesting);
  }

  /** What is wrong with the value of the pickle behind a header; empty if nothing is. */
  public static String disagreement(NpyHeader header, PickleValue value) {
    return value instanceof ArrayValue || value instanceof MaskedValue
        ? ObjectPayload.disagreement(header, value)
        : "the header says an array, the pickle holds " + value.described();
  }
}
