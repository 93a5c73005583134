package dev.brine.internal.io;

import java.io.Closeable;
import java.io.IOException;
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
 * of that file. Therefore the readers here open files by {@link #reader} and close them by {@link
 * #close(FileChannel, Object)}: channels of a locked file stay open until the lock is released, and
 * later readers use them again. Other code of the same process that opens and closes the file, and
 * a reader whose thread is interrupted, still release the lock, so a writer must check that it is
 * held.
 */
public final class LockedFile implements Closeable {
  private static final int ATTEMPTS = 100;

  /** The channels to close when a lock is released, by the key of the locked file. */
  private static final Map<Object, List<FileChannel>> LOCKED = new HashMap<>();

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

  /** Returns the identity of the file at a path; on systems without file keys, its real path. */
  static Object key(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key != null ? key : path.toRealPath();
  }

  private static void release(Object key, @Nullable FileChannel channel) throws IOException {
    synchronized (LOCKED) {
      List<FileChannel> kept = LOCKED.get(key);
      for (FileChannel other : Objects.requireNonNullElse(kept, List.<FileChannel>of())) {
        other.close();
      }
      if (channel != null) {
        channel.close();
      }
      LOCKED.remove(key);
    }
  }

  /**
   * Opens a file for reading.
   *
   * @param key its file key, if it has one
   */
  static FileChannel reader(Path path, @Nullable Object key) throws IOException {
    synchronized (LOCKED) {
      List<FileChannel> kept = key == null ? null : LOCKED.get(key);
      while (kept != null && !kept.isEmpty()) {
        FileChannel channel = kept.remove(kept.size() - 1);
        if (channel.isOpen()) {
          return channel;
        }
      }
      return FileChannel.open(path, StandardOpenOption.READ);
    }
  }

  /**
   * Closes a channel, or keeps it open until the lock is released if its file is locked here.
   *
   * @param key the file key of the channel's file, if it has one
   */
  static void close(FileChannel channel, @Nullable Object key) throws IOException {
    synchronized (LOCKED) {
      List<FileChannel> kept = key == null ? null : LOCKED.get(key);
      if (kept != null) {
        kept.add(channel);
        return;
      }
      channel.close();
    }
  }

  /** Returns the channel to read and write the file with. */
  public FileChannel channel() {
    return channel;
  }

  /** Returns whether the path still leads to this file, rather than to one that has replaced it. */
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
