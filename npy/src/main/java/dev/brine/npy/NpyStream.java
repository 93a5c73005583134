package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.internal.io.BulkStream;
import dev.brine.internal.magic.FileFormat;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.load.ElementReader;
import dev.brine.npy.internal.object.ObjectPayload;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads several arrays from one stream, as {@code np.save} writes them when it is called several
 * times with one open file. Reads in one pass.
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

  /** Reads arrays from a stream, which is closed together with this object. */
  public static NpyStream of(InputStream in) {
    return of(in, LoadOptions.DEFAULT);
  }

  /** Reads arrays from a stream, which is closed together with this object. */
  public static NpyStream of(InputStream in, UnaryOperator<LoadOptions> options) {
    return of(in, options.apply(LoadOptions.DEFAULT));
  }

  /** Reads arrays from a stream, which is closed together with this object. */
  public static NpyStream of(InputStream in, LoadOptions options) {
    return of(in, Location.MEMORY, options);
  }

  /**
   * Reads arrays from a stream, which is closed together with this object.
   *
   * @param location the name of the stream in messages
   */
  public static NpyStream of(InputStream in, Location location, LoadOptions options) {
    return new NpyStream(in, location, options);
  }

  /**
   * Reads the next array, and no more bytes of the stream than necessary, unless it is a pickle.
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
    NpyHeader header = NpyHeaderReader.read(in, location.at(start), options.headers());
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

  /**
   * A stream that can unread bytes: a pickle is read in blocks, and bytes after its end belong to
   * the next array.
   */
  private static final class ReplayStream extends BulkStream {
    /** The maximum size of a read while bytes are remembered; at least as many can be unread. */
    private static final int BLOCK = 64 * 1024;

    private final InputStream in;
    private final byte[] remembered = new byte[2 * BLOCK];
    private boolean remembering;

    /** The remembered bytes {@code [next, end)} are read again. */
    private int next;

    private int end;
    private long position;

    ReplayStream(InputStream in) {
      this.in = in;
    }

    /** The number of bytes that have been read and not unread. */
    long position() {
      return position;
    }

    /** Sets whether bytes that are read from now on are remembered, so that they can be unread. */
    void remember(boolean on) {
      remembering = on;
    }

    /**
     * Unreads the bytes from a position on.
     *
     * @throws IllegalStateException if they are no longer remembered
     */
    void backTo(long earlier) {
      long distance = position - earlier;
      if (distance < 0 || distance > next) {
        throw new IllegalStateException("cannot go back " + distance + " bytes");
      }
      next -= (int) distance;
      position = earlier;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (next == end && !remembering) {
        next = 0;
        end = 0;
        int n = in.read(target, offset, length);
        position += Math.max(n, 0);
        return n;
      }
      if (next == end) {
        forgetSome();
        int n = in.read(remembered, end, Math.min(length, BLOCK));
        if (n < 0) {
          return -1;
        }
        end += n;
      }
      int n = Math.min(length, end - next);
      System.arraycopy(remembered, next, target, offset, n);
      next += n;
      position += n;
      return n;
    }

    /** Makes room for a block, and keeps the last one. */
    private void forgetSome() {
      if (end > BLOCK) {
        System.arraycopy(remembered, end - BLOCK, remembered, 0, BLOCK);
        end = BLOCK;
        next = BLOCK;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
