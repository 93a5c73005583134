package dev.brine.cli.input;

import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the command line that is opened once for everything that reads it.
 *
 * @param name its name on the command line
 * @param channel for readers that take a channel; they read by position 0 and leave it open
 * @param source the same bytes, by position
 * @param head its beginning
 */
public record OpenFile(String name, FileChannel channel, ByteSource source, FileHead head)
    implements Closeable {

  /** Opens a file. */
  public static OpenFile of(String name, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "is a directory; give the files in it");
    }
    FileChannel channel = (FileChannel) ByteSources.channel(path); // of the default file system
    try {
      ByteSource source = ByteSources.of(channel, Location.of(name));
      return new OpenFile(name, channel, source, FileHead.of(source));
    } catch (IOException | RuntimeException e) {
      try (channel) {
        throw e;
      }
    }
  }

  /** The name for messages. */
  public Location location() {
    return source.location();
  }

  /** The size in bytes. */
  public long size() {
    return head.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
