package dev.brine.npy.internal.load;

import dev.brine.npy.LoadOptions;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.object.NumpyPickles;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;

/** Reads whatever {@code np.load} reads from one file: an array, or what a pickle holds. */
public final class ValueReader {
  private ValueReader() {}

  /** Reads an {@code .npy}, or a bare pickle; what follows is ignored. */
  public static PickleValue read(ByteSource source, LoadOptions options) throws IOException {
    FileKind kind = FileKind.of(source);
    if (kind == FileKind.OTHER) {
      return bare(source, options);
    }
    NpyHeader header = NpyReader.header(source, options);
    if (!header.dtype().hasObject()) {
      return ArrayValue.of(NpyReader.read(source, options), "numpy.ndarray");
    }
    Location location = source.location().at(header.length());
    NpyReader.requirePickleAllowed(location, options);
    try (InputStream in = source.stream(header.length(), source.size() - header.length())) {
      return ObjectPayload.decode(in, header, location, header.length(), options.pickle()).value();
    }
  }

  private static PickleValue bare(ByteSource source, LoadOptions options) throws IOException {
    if (!options.allowPickle()) {
      throw new UnsupportedException(
          source.location().at(0),
          "This file contains pickled (object) data. Cannot load file containing pickled data when"
              + " allow_pickle=False");
    }
    try (InputStream in = source.stream(0, source.size())) {
      return NumpyPickles.decode(in, source.location(), 0, options.pickle()).value();
    }
  }
}
