package dev.brine.npy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.magic.FileFormat;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.load.ElementReader;
import dev.brine.npy.internal.load.Rows;
import dev.brine.npy.internal.load.Truncation;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel.MapMode;

/**
 * Reads a source with a file for {@code np.load}: an {@code .npy} or a bare pickle. As in NumPy,
 * bytes after the array are ignored.
 */
final class NpyReader {
  private NpyReader() {}

  /** Reads the header of an {@code .npy}. */
  static NpyHeader header(ByteSource source, LoadOptions options) throws IOException {
    byte[] first = firstBytes(source);
    if (!FileFormat.isNpy(first)) {
      throw notAnArray(first, source.location().at(0));
    }
    try (InputStream in = source.stream(0, source.size())) {
      return NpyHeaderReader.read(in, source.location().at(0), options.headers());
    }
  }

  /** Reads the array in an {@code .npy}. */
  static NdArray read(ByteSource source, LoadOptions options) throws IOException {
    NpyHeader header = header(source, options);
    if (!header.dtype().hasObject()) {
      return elements(source, header);
    }
    Location location = source.location().at(header.length());
    requirePickleAllowed(location, options);
    try (InputStream in = source.stream(header.length(), available(source, header))) {
      return ObjectPayload.read(in, header, location, header.length(), options.pickle()).array();
    }
  }

  /** Reads an {@code .npy} or a bare pickle. */
  static PickleValue value(ByteSource source, LoadOptions options) throws IOException {
    byte[] first = firstBytes(source);
    if (first.length > 0 && !FileFormat.isNpy(first) && !FileFormat.isNpz(first)) {
      return pickle(source, options);
    }
    NpyHeader header = header(source, options);
    if (!header.dtype().hasObject()) {
      return ArrayValue.of(elements(source, header));
    }
    Location location = source.location().at(header.length());
    requirePickleAllowed(location, options);
    try (InputStream in = source.stream(header.length(), available(source, header))) {
      return ObjectPayload.decode(in, header, location, header.length(), options.pickle()).value();
    }
  }

  /** Maps the array in an {@code .npy}. */
  static NdArray map(ByteSource source, MapMode mode, LoadOptions options) throws IOException {
    NpyHeader header = header(source, options);
    Location location = source.location().at(header.length());
    return ElementReader.map(
        source, header.length(), header, location, available(source, header), mode);
  }

  /** Opens the rows of the array in an {@code .npy}. */
  static Rows rows(ByteSource source, LoadOptions options) throws IOException {
    NpyHeader header = header(source, options);
    Location location = source.location().at(header.length());
    Rows.check(header, location);
    long start = header.length();
    long available = available(source, header);
    Truncation truncation = truncation(source);
    return header.fortranOrder()
        ? Rows.inFortranOrder(source, start, header, location, available, truncation)
        : Rows.inStream(
            source.stream(start, available), header, location, available, truncation, null);
  }

  /** Rejects pickles if the options do, in NumPy's words. */
  static void requirePickleAllowed(Location location, LoadOptions options)
      throws UnsupportedException {
    if (!options.allowPickle()) {
      throw new UnsupportedException(
          location, "Object arrays cannot be loaded when allow_pickle=False");
    }
  }

  /**
   * The failure for a file that begins with these bytes, which are not those of an {@code .npy}.
   */
  static BrineException notAnArray(byte[] first, Location location) {
    if (first.length == 0) {
      return new TruncatedException(location, "No data left in file");
    }
    return new MalformedException(
        Kind.HEADER,
        location,
        FileFormat.isNpz(first)
            ? "this is a zip archive; open it with NpzFile"
            : "this is neither an .npy file nor a zip archive. NumPy would read"
                + " it as a pickle: if it is one, use Npy.loadValue");
  }

  private static NdArray elements(ByteSource source, NpyHeader header) throws IOException {
    return ElementReader.read(
        source,
        header.length(),
        header,
        source.location().at(header.length()),
        available(source, header),
        truncation(source));
  }

  private static PickleValue pickle(ByteSource source, LoadOptions options) throws IOException {
    if (!options.allowPickle()) {
      throw new UnsupportedException(
          source.location().at(0),
          "This file contains pickled (object) data. Cannot load file containing pickled data when"
              + " allow_pickle=False");
    }
    return ObjectPayload.decodeFile(source, options.pickle()).value();
  }

  private static byte[] firstBytes(ByteSource source) throws IOException {
    byte[] first = new byte[(int) Math.min(FileFormat.SHORT_HEAD, source.size())];
    source.readFully(0, first, 0, first.length);
    return first;
  }

  private static long available(ByteSource source, NpyHeader header) throws IOException {
    return source.size() - header.length();
  }

  /** NumPy has one message for missing data in files and another for other sources. */
  private static Truncation truncation(ByteSource source) {
    return source.isMappable() ? Truncation.FILE : Truncation.STREAM;
  }
}
