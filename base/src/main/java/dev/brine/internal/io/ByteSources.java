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
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens byte sources. */
public final class ByteSources {
  private ByteSources() {}

  /**
   * Opens a file of any file system for reading.
   *
   * @throws java.nio.file.NoSuchFileException if the file does not exist
   * @throws FileSystemException if it is a directory
   * @throws UnsupportedException if it is a pipe or device, which has no random access
   */
  public static ByteSource open(Path path) throws IOException {
    BasicFileAttributes attributes = readable(path);
    Location location = Location.of(path.toString());
    if (path.getFileSystem() == FileSystems.getDefault()) {
      FileChannel channel = LockedFile.reader(path, attributes.fileKey());
      return opened(channel, path, attributes.fileKey(), location);
    }
    return opened(Files.newByteChannel(path, StandardOpenOption.READ), null, null, location);
  }

  /**
   * Opens a file of any file system for several readers that take a channel; a {@link FileChannel}
   * if the file system has them.
   *
   * @throws IOException as {@link #open}
   */
  public static SeekableByteChannel channel(Path path) throws IOException {
    readable(path);
    return Files.newByteChannel(path, StandardOpenOption.READ);
  }

  /** Returns the attributes of a file; refuses what cannot be read at random. */
  private static BasicFileAttributes readable(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    if (attributes.isOther()) {
      throw new UnsupportedException(
          Location.of(path.toString()),
          "a pipe or device cannot be read at random; read it as a stream");
    }
    return attributes;
  }

  /** Returns the bytes of {@code bytes}, which is not copied. */
  public static ByteSource of(byte[] bytes) {
    return of(bytes, Location.MEMORY);
  }

  /** Returns the bytes of {@code bytes}, which is not copied, with a name. */
  public static ByteSource of(byte[] bytes, Location location) {
    return new ArraySource(bytes, location);
  }

  /**
   * Returns the bytes of a channel from its position 0, regardless of its current position. Closing
   * the source closes the channel.
   *
   * @param location the name to use in messages
   */
  public static ByteSource of(SeekableByteChannel channel, Location location) throws IOException {
    return channel instanceof FileChannel file
        ? new FileSource(file, null, null, file.size(), location)
        : new ChannelSource(channel, channel.size(), location);
  }

  /** Takes ownership of a channel that was opened here, and closes it on failure. */
  private static ByteSource opened(
      SeekableByteChannel channel, @Nullable Path path, @Nullable Object key, Location location)
      throws IOException {
    try {
      long size = channel.size();
      return channel instanceof FileChannel file
          ? new FileSource(file, path, key, size, location)
          : new ChannelSource(channel, size, location);
    } catch (IOException e) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Bytes in memory. */
  private static final class ArraySource implements ByteSource {
    private final byte[] bytes;
    private final Location location;

    ArraySource(byte[] bytes, Location location) {
      this.bytes = bytes;
      this.location = location;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public Location location() {
      return location;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, target.length);
      int available = ByteSource.readable(position, length, bytes.length);
      if (available > 0) {
        System.arraycopy(bytes, (int) position, target, offset, available);
      }
      return available;
    }

    @Override
    public void close() {}
  }

  /** Any seekable channel. It has one position, so readers take turns. */
  static final class ChannelSource implements ByteSource {
    private final Object turn = new Object();
    private final SeekableByteChannel channel;
    private final long size;
    private final Location location;

    ChannelSource(SeekableByteChannel channel, long size, Location location) {
      this.channel = channel;
      this.size = size;
      this.location = location;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Location location() {
      return location;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      int available = ByteSource.readable(position, length, size);
      if (available <= 0) {
        return available;
      }
      ByteBuffer buffer = ByteBuffer.wrap(target, offset, available);
      synchronized (turn) {
        channel.position(position);
        int n = channel.read(buffer);
        if (n == 0) {
          throw new IOException(location + ": the channel does not block, so it cannot be read");
        }
        return n;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** A file, read by position: no lock and no shared state. */
  static final class FileSource implements ByteSource {
    /**
     * The maximum number of bytes per read of the channel. The JDK copies through a direct buffer
     * of that size that it keeps for each thread, and a copy that fits the processor's cache is the
     * fastest.
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
     * @param path the path of the channel, used to open the file again for a writable mapping; null
     *     if unknown
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
}
