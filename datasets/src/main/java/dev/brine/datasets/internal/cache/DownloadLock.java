package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheException;
import dev.brine.datasets.cache.CacheOptions.Progress;
import dev.brine.datasets.cache.CacheOptions.Retries;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive right to download a file, which is a lock on the file {@code NAME.lock} beside it.
 * The system excludes other processes, and Java other threads. The empty file is never removed,
 * because another process may be waiting for it.
 */
final class DownloadLock implements Closeable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path target;
  private final FileChannel channel;

  private DownloadLock(Path target, FileChannel channel) {
    this.target = target;
    this.channel = channel;
  }

  /**
   * Waits until no other thread or process downloads {@code target}.
   *
   * @throws CacheException if the file system has no locks, or the holder of the lock makes no
   *     progress for longer than a download may stall
   */
  static DownloadLock acquire(
      Path target, Environment environment, Retries retries, Progress progress) throws IOException {
    Path path = target.resolveSibling(target.getFileName() + ".lock");
    FileChannel channel;
    try {
      channel = environment.opener().open(path);
    } catch (IOException e) {
      throw unlockable(path, e);
    }
    boolean acquired = false;
    try {
      await(channel, path, target, environment.pause(), retries, progress);
      acquired = true;
      return new DownloadLock(target, channel);
    } finally {
      if (!acquired) {
        channel.close();
      }
    }
  }

  private static void await(
      FileChannel channel,
      Path path,
      Path target,
      Environment.Pause pause,
      Retries retries,
      Progress progress)
      throws IOException {
    Duration patience =
        retries.stallTimeout().plus(retries.longestPause()).multipliedBy(retries.attempts());
    Duration waited = Duration.ZERO;
    long seen = -1;
    boolean noted = false;
    while (!tryLock(channel, path)) {
      if (!noted) {
        progress.note("another process is downloading " + target.getFileName() + ": waiting");
        noted = true;
      }
      long size = sizeOf(PartFile.pathOf(target));
      waited = size == seen ? waited.plus(POLL) : Duration.ZERO;
      seen = size;
      if (waited.compareTo(patience) > 0) {
        throw new CacheException(
            path.toString(),
            "another process holds this lock, but its download has made no progress for "
                + Failures.time(patience)
                + "; end that process and try again",
            null);
      }
      pause.sleepFor(POLL);
    }
  }

  private static boolean tryLock(FileChannel channel, Path path) throws CacheException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process
    } catch (IOException e) {
      throw unlockable(path, e);
    }
  }

  private static CacheException unlockable(Path path, IOException e) {
    return new CacheException(
        path.toString(),
        "cannot be locked: " + Failures.reason(e) + "; set KERAS_HOME to a folder on a local disk",
        e);
  }

  private static long sizeOf(Path part) {
    try {
      return Files.size(part);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns the file that the holder may download. */
  Path target() {
    return target;
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
