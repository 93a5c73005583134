package dev.brine.internal.io;

import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;

/**
 * Random access to bytes. Positions and lengths are in bytes, from the start of the source. Several
 * threads may read at once; no read moves a position that another one sees.
 */
public interface ByteSource extends Closeable {

  /** Returns the number of bytes, as found when the source was opened. */
  long size() throws IOException;

  /** Returns the name of the source, for messages; its offset is unknown. */
  Location location();

  /**
   * Reads at least one byte, and up to {@code length}.
   *
   * @return how many bytes were read; 0 only if {@code length} is 0; -1 at or past the end
   * @throws IndexOutOfBoundsException if the range is not within {@code target}, or {@code
   *     position} is negative
   */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws TruncatedException if the source ends first; the exception has the offset of the end
   */
  default void readFully(long position, byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = read(position + done, target, offset + done, length - done);
      if (n < 0) {
        throw new TruncatedException(
            location().at(position + done),
            "the bytes end here, " + (length - done) + " too early");
      }
      done += n;
    }
  }

  /**
   * Returns the bytes {@code [position, position + length)} in order. Large blocks are read
   * straight into the caller's array. The stream does not close the source. It throws {@link
   * TruncatedException} where the source ends before the range does.
   */
  default InputStream stream(long position, long length) {
    return new SourceStream(this, position, length);
  }

  /** Returns whether {@link #map} can work. */
  default boolean isMappable() {
    return false;
  }

  /**
   * Maps a part of a file into memory; the mapping outlives the source.
   *
   * @param length in bytes, at most {@link Integer#MAX_VALUE}
   * @param mode all modes except READ_ONLY, including PRIVATE, require permission to write the file
   * @throws TruncatedException if the range is not within the file: a file is never extended
   * @throws UnsupportedException if the source is not a file on a file system that can map
   */
  default MappedByteBuffer map(long position, long length, MapMode mode) throws IOException {
    throw new UnsupportedException(
        location(), "only a local file can be mapped into memory; load it instead");
  }

  /**
   * Returns the number of bytes that a read of {@code length} bytes at {@code position} can return
   * from {@code size} bytes: 0 only if {@code length} is 0, and -1 at or past the end.
   */
  static int readable(long position, int length, long size) {
    if (position < 0) {
      throw new IndexOutOfBoundsException("position must be non-negative but was " + position);
    }
    if (length == 0) {
      return 0;
    }
    return position >= size ? -1 : (int) Math.min(length, size - position);
  }
}
