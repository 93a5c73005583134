package dev.brine.internal.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that this process has locked, to change it in place.
 *
 * <p>POSIX systems release all locks that a process holds on a file when it closes any descriptor
 * of that file. Therefore {@link #close(Channel, Object)}, which the readers here use, keeps the
 * channels of a locked file open until the lock is released. Other code of the same process that
 * opens and closes the file releases the lock all the same.
 */
public final class LockedFile implements Closeable {
  private static final int ATTEMPTS = 100;

  /** The channels to close when a lock is released, by the key of the locked file. */
  private static final Map<Object, List<Channel>> LOCKED = new HashMap<>();

  private final Path path;
  private final Object key;
  private final FileChannel channel;
  private boolean closed;

  private LockedFile(Path path, Object key, FileChannel channel) {
    this.path = path;
    this.key = key;
    this.channel = channel;
  }

  /**
   * Opens a file for reading and writing, and locks it.
   *
   * @return null if it is locked already, in this process or another
   * @throws UnsupportedOperationException if the file system cannot change a file in place
   */
  public static @Nullable LockedFile open(Path path) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Object key = key(path);
      synchronized (LOCKED) {
        if (LOCKED.putIfAbsent(key, new ArrayList<>()) != null) {
          return null;
        }
      }
      FileChannel channel = null;
      boolean keep = false;
      try {
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
          return null;
        }
        // another process may have replaced the file before it was locked
        if (key.equals(key(path))) {
          keep = true;
          return new LockedFile(path, key, channel);
        }
      } finally {
        if (!keep) {
          release(key, channel);
        }
      }
    }
    return null;
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** What identifies the file at a path; on systems without file keys, its real path. */
  private static Object key(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key != null ? key : path.toRealPath();
  }

  private static void release(Object key, @Nullable FileChannel channel) throws IOException {
    List<Channel> kept;
    synchronized (LOCKED) {
      kept = LOCKED.remove(key);
    }
    if (channel != null) {
      channel.close();
    }
    for (Channel other : Objects.requireNonNullElse(kept, List.<Channel>of())) {
      other.close();
    }
  }

  /**
   * Closes a channel, or leaves that to the lock if its file is locked here.
   *
   * @param key the file key of the channel's file, if it has one
   */
  static void close(Channel channel, @Nullable Object key) throws IOException {
    synchronized (LOCKED) {
      List<Channel> kept = key == null ? null : LOCKED.get(key);
      if (kept != null) {
        kept.add(channel);
        return;
      }
    }
    channel.close();
  }

  /** The channel to read and write the file with. */
  public FileChannel channel() {
    return channel;
  }

  /** Whether the path still leads to this file, rather than to one that has replaced it. */
  public boolean isInPlace() throws IOException {
    return Files.exists(path) && key.equals(key(path));
  }

  /** Releases the lock and closes the file. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      release(key, channel);
    }
  }
}
