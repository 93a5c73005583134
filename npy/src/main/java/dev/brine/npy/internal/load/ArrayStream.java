package dev.brine.npy.internal.load;

import dev.brine.npy.LoadOptions;
import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.object.ObjectPayload.Decoded;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Arrays one after another in a stream, as repeated {@code np.save} to one file leaves them. */
public final class ArrayStream implements Closeable {
  private static final int MAGIC_LENGTH = 6;

  private final ReplayStream in;
  private final Location location;
  private final LoadOptions options;

  /** Creates one, which closes the stream with itself. */
  public ArrayStream(InputStream in, Location location, LoadOptions options) {
    this.in = new ReplayStream(in);
    this.location = location;
    this.options = options;
  }

  /** Reads the next array and not a byte more that another could need; null at the end. */
  public @Nullable NdArray next() throws IOException {
    long start = in.position();
    in.remember(true);
    byte[] magic = in.readNBytes(MAGIC_LENGTH);
    if (magic.length == 0) {
      return null;
    }
    if (!NpyHeaderReader.isNpy(magic)) {
      throw FileKind.of(magic).refusal(location.at(start));
    }
    in.backTo(start);
    in.remember(false);
    NpyHeader header = NpyReader.header(in, location.at(start), options);
    if (!header.dtype().hasObject()) {
      return NpyReader.read(in, header, location.at(start), -1, 0, options);
    }
    in.remember(true);
    long pickle = in.position();
    Decoded decoded = NpyReader.object(in, header, location.at(pickle), options);
    in.backTo(pickle + decoded.bytes());
    return decoded.array();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
