package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.internal.magic.FileFormat;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.load.ElementReader;
import dev.brine.npy.internal.object.ObjectPayload;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that follow one another in a stream, as {@code np.save} leaves them when it is called
 * several times with one open file. Reads in one pass.
 */
public final class NpyStream implements Closeable {
  private final ReplayStream in;
  private final Location location;
  private final LoadOptions options;

  private NpyStream(InputStream in, Location location, LoadOptions options) {
    this.in = new ReplayStream(in);
    this.location = location;
    this.options = options;
  }

  /** Arrays from a stream; closing this closes it. */
  public static NpyStream of(InputStream in) {
    return of(in, LoadOptions.DEFAULT);
  }

  /** Arrays from a stream; closing this closes it. */
  public static NpyStream of(InputStream in, UnaryOperator<LoadOptions> options) {
    return of(in, options.apply(LoadOptions.DEFAULT));
  }

  /** Arrays from a stream; closing this closes it. */
  public static NpyStream of(InputStream in, LoadOptions options) {
    return of(in, Location.MEMORY, options);
  }

  /**
   * Arrays from a stream; closing this closes it.
   *
   * @param location what to call the stream in messages
   */
  public static NpyStream of(InputStream in, Location location, LoadOptions options) {
    return new NpyStream(in, location, options);
  }

  /**
   * Reads the next array, and no more of the stream than it takes, unless it is in a pickle.
   *
   * @return null if the stream has ended
   * @throws dev.brine.error.BrineException if the next array is malformed
   */
  public @Nullable NdArray next() throws IOException {
    long start = in.position();
    in.remember(true);
    byte[] magic = in.readNBytes(FileFormat.SHORT_HEAD);
    if (magic.length == 0) {
      return null;
    }
    if (!FileFormat.isNpy(magic)) {
      throw NpyReader.notAnArray(magic, location.at(start));
    }
    in.backTo(start);
    in.remember(false);
    NpyHeader header = NpyHeaderReader.read(in, location.at(start), options.maxHeaderSize());
    Location data = location.at(start + header.length());
    if (!header.dtype().hasObject()) {
      return ElementReader.read(in, header, data, -1, 0);
    }
    NpyReader.requirePickleAllowed(data, options);
    in.remember(true);
    ObjectPayload.Decoded decoded =
        ObjectPayload.read(in, header, data, data.offset(), options.pickle());
    in.backTo(data.offset() + decoded.bytes());
    return decoded.array();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
