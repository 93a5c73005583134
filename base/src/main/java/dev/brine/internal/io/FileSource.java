package dev.brine.internal.io;

import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file, read by position: no lock and no shared state. */
final class FileSource implements ByteSource {
  /**
   * The most that one read asks of the channel: the JDK copies through a direct buffer of that size
   * that it keeps for each thread, and a copy that fits the processor's cache is the fastest.
   */
  private static final int LARGEST_READ = 256 * 1024;

  private final FileChannel channel;
  private final @Nullable Path path;
  private final @Nullable Object key;
  private volatile long size;
  private final Location location;

  /**
   * Creates one.
   *
   * @param path where the channel was opened for reading, to open it again for a mapping that
   *     writes; null if the channel is all there is
   * @param key the file key, if the file was opened here
   */
  FileSource(
      FileChannel channel,
      @Nullable Path path,
      @Nullable Object key,
      long size,
      Location location) {
    this.channel = channel;
    this.path = path;
    this.key = key;
    this.size = size;
    this.location = location;
  }

  @Override
  public long size() {
    try {
      // another process may have appended to the file since it was opened
      size = Math.max(size, channel.size());
    } catch (IOException e) {
      // closed: the size is the last one that was known
    }
    return size;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    int available = ByteSource.readable(position, Math.min(length, LARGEST_READ), size);
    if (available <= 0) {
      return available;
    }
    return channel.read(ByteBuffer.wrap(target, offset, available), position);
  }

  @Override
  public boolean isMappable() {
    return true;
  }

  @Override
  public MappedByteBuffer map(long position, long length, MapMode mode) throws IOException {
    try {
      if (mode == MapMode.READ_ONLY || path == null) {
        return map(channel, position, length, mode);
      }
      FileChannel writable =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (key != null && !key.equals(LockedFile.key(path))) {
          throw new FileSystemException(
              path.toString(), null, "was replaced while it was opened; open it again");
        }
        return map(writable, position, length, mode);
      } finally {
        LockedFile.close(writable, key);
      }
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedException(location, "its file system cannot map it; load it instead");
    } catch (NonWritableChannelException e) {
      throw new UnsupportedException(
          location, "the channel was opened for reading only; map it in mode READ_ONLY");
    }
  }

  private MappedByteBuffer map(FileChannel from, long position, long length, MapMode mode)
      throws IOException {
    long end = Math.min(size, from.size());
    // Checked here because in mode READ_WRITE the JDK would extend the file.
    if (position < 0 || length < 0 || position > end - length) {
      throw new TruncatedException(
          location.at(end),
          "the file ends here, so " + length + " bytes from " + position + " cannot be mapped");
    }
    return from.map(mode, position, length);
  }

  @Override
  public void close() throws IOException {
    LockedFile.close(channel, key);
  }
}
