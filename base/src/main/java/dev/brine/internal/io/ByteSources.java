package dev.brine.internal.io;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Location location = Location.of(path.toString());
    if (attributes.isDirectory()) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    if (attributes.isOther()) {
      throw new UnsupportedException(
          location, "a pipe or device cannot be read at random; read it as a stream");
    }
    if (path.getFileSystem() == FileSystems.getDefault()) {
      FileChannel channel = LockedFile.reader(path, attributes.fileKey());
      return opened(channel, path, attributes.fileKey(), location);
    }
    return opened(Files.newByteChannel(path, StandardOpenOption.READ), null, null, location);
  }

  /** The bytes of {@code bytes}, which is not copied. */
  public static ByteSource of(byte[] bytes) {
    return of(bytes, Location.MEMORY);
  }

  /** The bytes of {@code bytes}, which is not copied, under a name of their own. */
  public static ByteSource of(byte[] bytes, Location location) {
    return new ArraySource(bytes, location);
  }

  /**
   * The bytes of a channel from its position 0, whatever its position is now. Closing the source
   * closes the channel.
   *
   * @param location what to call it in messages
   */
  public static ByteSource of(SeekableByteChannel channel, Location location) throws IOException {
    return channel instanceof FileChannel file
        ? new FileSource(file, null, null, file.size(), location)
        : new ChannelSource(channel, channel.size(), location);
  }

  /** Takes over a channel that was opened here: it is closed if nothing comes of it. */
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
}
