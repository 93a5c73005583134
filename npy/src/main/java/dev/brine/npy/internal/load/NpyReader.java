package dev.brine.npy.internal.load;

import dev.brine.npy.LoadOptions;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.object.ObjectPayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel.MapMode;

/** Reads arrays in the {@code .npy} format. */
public final class NpyReader {
  private NpyReader() {}

  /**
   * Reads the header at the start of a source that holds one {@code .npy} file.
   *
   * @throws TruncatedException if the source is empty
   * @throws MalformedException if it is something else; the reason says what to do with it
   */
  public static NpyHeader header(ByteSource source, LoadOptions options) throws IOException {
    FileKind kind = FileKind.of(source);
    if (kind != FileKind.NPY) {
      throw kind.refusal(source.location());
    }
    try (InputStream in = source.stream(0, source.size())) {
      return header(in, source.location().at(0), options);
    }
  }

  /** Reads the array in a source that holds one {@code .npy} file; what follows is ignored. */
  public static NdArray read(ByteSource source, LoadOptions options) throws IOException {
    NpyHeader header = header(source, options);
    Location location = source.location().at(header.length());
    long available = source.size() - header.length();
    if (header.dtype().hasObject()) {
      try (InputStream in = source.stream(header.length(), available)) {
        return object(in, header, location, options).array();
      }
    }
    return SourceElements.read(
        source, header.length(), header, location, available, truncation(source));
  }

  /** Maps the array in a source that holds one {@code .npy} file; what follows is ignored. */
  public static NdArray map(ByteSource source, LoadOptions options, MapMode mode)
      throws IOException {
    NpyHeader header = header(source, options);
    Location location = source.location().at(header.length());
    long available = source.size() - header.length();
    return MappedElements.map(source, header.length(), header, location, available, mode);
  }

  /** Opens the rows of the array in a source that holds one {@code .npy} file. */
  public static Rows rows(ByteSource source, LoadOptions options) throws IOException {
    NpyHeader header = header(source, options);
    Location location = source.location().at(header.length());
    RowHeader.check(header, location);
    long start = header.length();
    long available = source.size() - start;
    return header.fortranOrder()
        ? new FortranRows(source, start, header, location, available, truncation(source))
        : new StreamRows(
            source.stream(start, available), header, location, available, truncation(source), null);
  }

  /** NumPy has other words for a file of its own than for any other source. */
  private static Truncation truncation(ByteSource source) {
    return source.isMappable() ? Truncation.FILE : Truncation.STREAM;
  }

  /**
   * Reads the header that is next in a stream.
   *
   * @param location of its first byte
   */
  public static NpyHeader header(InputStream in, Location location, LoadOptions options)
      throws IOException {
    return NpyHeaderReader.read(in, location, options.maxHeaderSize());
  }

  /**
   * Reads what follows a header in a stream.
   *
   * @param location of the header's first byte
   * @param size how many bytes the stream has from there on, or -1 if that is not known
   * @param likely how many of them the source vouches for
   */
  public static NdArray read(
      InputStream in,
      NpyHeader header,
      Location location,
      long size,
      long likely,
      LoadOptions options)
      throws IOException {
    Location start = location.at(Math.max(location.offset(), 0) + header.length());
    if (header.dtype().hasObject()) {
      return object(in, header, start, options).array();
    }
    long remaining = size < 0 ? -1 : size - header.length();
    return StreamElements.read(in, header, start, remaining, likely - header.length());
  }

  /** Reads the pickle that follows a header; {@code location} is the pickle's. */
  static ObjectPayload.Decoded object(
      InputStream in, NpyHeader header, Location location, LoadOptions options) throws IOException {
    requirePickleAllowed(location, options);
    return ObjectPayload.read(in, header, location, location.offset(), options.pickle());
  }

  static void requirePickleAllowed(Location location, LoadOptions options)
      throws UnsupportedException {
    if (!options.allowPickle()) {
      throw new UnsupportedException(
          location, "Object arrays cannot be loaded when allow_pickle=False");
    }
  }
}
