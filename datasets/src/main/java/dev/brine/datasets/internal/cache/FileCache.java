package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheException;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.cache.DownloadException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.internal.parallel.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds and downloads files as Keras' {@code get_file} does, with these differences: a downloaded
 * file appears in the cache, or replaces a damaged one, only when it is complete and its hash
 * matches; an interrupted download is resumed; if several processes need a file, one downloads it
 * and the others wait.
 */
public final class FileCache {
  /** The maximum size of a file whose size is not known, 1 GiB. */
  private static final long MAX_BYTES = 1L << 30;

  private final CacheOptions options;
  private final Environment environment;
  private final long limit;

  /** Creates a cache for this machine. */
  public FileCache(CacheOptions options) {
    this(options, Environment.real(), MAX_BYTES);
  }

  FileCache(CacheOptions options, Environment environment) {
    this(options, environment, MAX_BYTES);
  }

  /** Creates a cache that downloads at most {@code limit} bytes of a file of unknown size. */
  FileCache(CacheOptions options, Environment environment, long limit) {
    this.options = options;
    this.environment = environment;
    this.limit = limit;
  }

  /** A path where a file is expected, and the hash of the file there. */
  private record Copy(
      Path folder, Path path, @Nullable ContentHash expected, @Nullable ContentHash actual) {

    /** Checks whether {@code folder} has the file. */
    static Copy of(RemoteFile file, Path folder) throws CacheException {
      Path path = folder.resolve(file.name());
      ContentHash expected = file.contentHash();
      if (!Files.exists(path)) {
        return new Copy(folder, path, expected, null);
      }
      if (!Files.isRegularFile(path)) {
        throw new CacheException(
            path.toString(), "is not a regular file; rename or remove it", null);
      }
      try {
        return new Copy(folder, path, expected, expected == null ? null : expected.ofFile(path));
      } catch (IOException e) {
        throw new CacheException(path.toString(), "cannot be read: " + Failures.reason(e), e);
      }
    }

    boolean matchesHash() {
      return expected == null ? Files.exists(path) : expected.equals(actual);
    }

    /** Returns what is wrong with the copy. */
    String flaw() {
      return actual == null
          ? "is not in the cache"
          : "is not the published file but has " + actual + " in place of " + expected;
    }
  }

  /**
   * Returns the path of a file in the cache; downloads it if necessary. Its hash is checked during
   * this call.
   *
   * @throws CacheException if the cache has no copy with this hash and cannot be written, or is
   *     offline
   * @throws DownloadException if the file cannot be downloaded
   * @throws dev.brine.error.MalformedException of kind MISMATCH if the downloaded file has another
   *     hash
   */
  public Path get(RemoteFile file) throws IOException {
    KerasHome home = KerasHome.of(options.home(), environment);
    Copy copy = Copy.of(file, home.folder().resolve(file.subdir()));
    Path lastResort = home.lastResort();
    if (!copy.matchesHash() && lastResort != null && !KerasHome.canWriteTo(copy.folder())) {
      copy = Copy.of(file, lastResort.resolve(file.subdir()));
    }
    if (copy.matchesHash()) {
      return copy.path();
    }
    if (options.offline()) {
      throw missing(file, copy);
    }
    if (copy.actual() != null) {
      options.progress().note(copy.path() + " " + copy.flaw() + ": downloading it again");
    }
    download(file, copy.folder());
    return copy.path();
  }

  /**
   * Returns a copy in the cache that can be read while its hash is being computed. Returns null if
   * there is no copy or no published hash. In this case, and if the hash does not match, call
   * {@link #get}.
   */
  public @Nullable CachedFile peek(RemoteFile file) {
    Path path = place(file);
    ContentHash hash = file.contentHash();
    if (hash == null || !Files.isRegularFile(path)) {
      return null;
    }
    return new CachedFile(path, Parallel.start("brine-hash", () -> hash.equals(hash.ofFile(path))));
  }

  /**
   * Reads a file in the cache while its hash is being computed. The result is that of {@link #get}
   * and a read, in about half of the time.
   *
   * @throws IOException as {@link #get} does, or if the reader fails although the hash matches
   */
  public <T> T read(RemoteFile file, PathReader<T> reader) throws IOException {
    CachedFile cached = peek(file);
    if (cached == null) {
      return reader.read(get(file));
    }
    try {
      T made = reader.read(cached.path());
      if (cached.matchesHash()) {
        return made;
      }
    } catch (IOException | IllegalArgumentException e) {
      if (cached.matchesHash()) {
        throw e;
      }
    }
    return reader.read(get(file));
  }

  /** Returns the path of a file in the cache, whether or not it exists. */
  public Path place(RemoteFile file) {
    KerasHome home = KerasHome.of(options.home(), environment);
    return home.folder().resolve(file.subdir()).resolve(file.name());
  }

  /**
   * Returns a file or folder in Keras' folder without checking a hash; null if it does not exist.
   *
   * @param path the path relative to Keras' folder, such as {@code datasets/imdb.npz}
   */
  public @Nullable Path find(String path) {
    Path there = KerasHome.of(options.home(), environment).folder().resolve(path);
    return Files.exists(there) ? there : null;
  }

  private void download(RemoteFile file, Path folder) throws IOException {
    Origin origin = Origins.of(file.url(), options.origin(), options.retries());
    KerasHome.prepare(folder);
    Path target = folder.resolve(file.name());
    try (DownloadLock lock =
        DownloadLock.acquire(target, environment, options.retries(), options.progress())) {
      // another process may have downloaded the file meanwhile
      if (!Copy.of(file, folder).matchesHash()) {
        bring(file, origin, lock);
      }
    }
  }

  private void bring(RemoteFile file, Origin origin, DownloadLock lock) throws IOException {
    Downloader downloader =
        new Downloader(
            file, limit, origin, options.retries(), options.progress(), environment.pause());
    try (PartFile part =
        PartFile.open(lock.target(), origin.name(), file.contentHash(), environment)) {
      downloader.complete(part);
      part.moveTo(lock.target());
    } finally {
      options.progress().finished(file.name());
    }
  }

  private static CacheException missing(RemoteFile file, Copy copy) {
    String hash = copy.expected() == null ? "" : " (" + copy.expected() + ")";
    return new CacheException(
        copy.path().toString(),
        copy.flaw()
            + ", and files are not downloaded in offline mode; download "
            + file.url()
            + hash
            + " elsewhere and copy it to this path",
        null);
  }

  /**
   * Reads a file.
   *
   * @param <T> the type of the result
   */
  @FunctionalInterface
  public interface PathReader<T> {
    /** Reads the file without side effects: the result may be discarded. */
    T read(Path path) throws IOException;
  }

  /**
   * A file in the cache whose hash is being computed on another thread. It may be read meanwhile,
   * but results must not be used before {@link #matchesHash} returns true.
   *
   * @param path the path of the file
   * @param check computes whether the hash is the published one
   */
  public record CachedFile(Path path, Task<Boolean> check) {

    /**
     * Waits for the hash and returns whether it is the published one.
     *
     * @throws IOException if the file cannot be read
     */
    public boolean matchesHash() throws IOException {
      return check.join();
    }
  }
}
